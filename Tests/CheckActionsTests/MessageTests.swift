import CBOR
import CheckActions
import CheckRendering
import Foundation
import MICR
import Testing

@Suite struct MessageTests {
  /// Written and read as it is stored, and then as it is sent.
  private func copied<Value: Codable>(_ value: Value) throws -> Value {
    let stored = try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    return try CBORDecoder().decode(Value.self, from: CBOREncoder().encode(stored))
  }

  @Test func requestsTravel() throws {
    let statement = try DepositStatement(
      account: "5-5", amount: Cents(1), email: "a@b", memo: "\"quoted\"\n\u{0}é")
    let picture = NormalisedPicture(
      locator: .file(path: "/p"), width: 3, height: 4, checksum: "ab")
    let deposit = DepositAction.Request(
      status: .unsure, fields: MICRFields(routing: "1", account: "2", amount: 3),
      doubts: [.gapInNumber], statement: statement, rules: DepositRules(),
      directory: .init(version: 9, checksum: "c"))
    let requests: [ActionRequest] = [
      .intake(.init(front: "f", back: "b")), .intake(.init(front: "f")),
      .image(.init(front: "f", back: "b")), .micr(.init(.init(front: "o"), cached: picture)),
      .micr(.init(.init(front: "o"))), .deposit(deposit),
      .notify(
        .init(
          check: 1,
          event: NoticeEvent(
            state: .rejected, at: Date(timeIntervalSince1970: 1.234), reasons: [.blank], words: "w"),
          statement: statement, seed: "s")),
      .demo(.count),
      .demo(.lookUp(routingNumber: "1", directory: .init(version: 2, checksum: "c"))),
      .demo(.fetch(source: "s", checksum: "c")),
    ]
    for request in requests {
      let copy = try copied(request)
      #expect(copy.action == request.action)
      switch (request, copy) {
      case (.intake(let left), .intake(let right)): #expect(left == right)
      case (.image(let left), .image(let right)): #expect(left == right)
      case (.micr(let left), .micr(let right)): #expect(left == right)
      case (.deposit(let left), .deposit(let right)): #expect(left == right)
      case (.notify(let left), .notify(let right)): #expect(left == right)
      case (.demo(let left), .demo(let right)): #expect(left == right)
      default: Issue.record("another action came back")
      }
    }
  }

  @Test func responsesOfARealCheckTravel() throws {
    let scratch = try Scratch()
    let environment = try scratch.environment()
    let front = try scratch.file("f.png", Pictures.check.get())
    var log = ActivationLog()
    func invoke(_ request: ActionRequest) throws -> ActionResponse {
      var instance = try ActionInstance(request.action, environment: environment)
      let response = try instance.invoke(request, log: &log)
      #expect(response.action == request.action)
      #expect(try copied(response) == response)
      return response
    }
    _ = try invoke(.intake(.init(front: front)))
    guard case .image(let image) = try invoke(.image(.init(front: front))),
      case .micr(let read) = try invoke(.micr(.init(.init(front: front), cached: image.picture)))
    else {
      Issue.record("another action answered")
      return
    }
    let reading = read.reading
    #expect(reading.status == .sure)
    let response = try invoke(
      .deposit(
        .init(
          status: reading.status, fields: try #require(reading.fields), doubts: [],
          statement: try DepositStatement(account: "1", amount: Cents(1999)),
          rules: DepositRules(), directory: Directories.edition(1))))
    guard case .deposit(let proposal) = response else { return }
    #expect(proposal.verdict == .accept)
  }

  @Test func theActionsComeInOrder() {
    #expect(
      ActionName.onTheWay.map(\.rawValue) == ["intake", "image", "micr", "deposit", "notify"])
    #expect(ActionName.onTheWay.map(\.stage) == [0, 1, 2, 3, 4])
    #expect(ActionName.demo.stage == nil)
  }

  @Test func identityLeavesOutSpacesAndDashes() {
    let printed = MICRFields(routing: "1", auxOnUs: "00 7", onUs: "12 34D5C 6")
    #expect(ItemIdentity(printed)?.value == "1/12345C6/007")
    #expect(ItemIdentity(MICRFields(routing: "1")) == nil)
    #expect(ItemIdentity(MICRFields(onUs: "1C")) == nil)
    #expect(ItemIdentity(MICRFields(routing: "1", auxOnUs: "7"))?.value == "1//7")
  }
}
