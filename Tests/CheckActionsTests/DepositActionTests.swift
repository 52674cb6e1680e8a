import Foundation
import MICR
import Testing

@testable import CheckActions

@Suite struct DepositActionTests {
  private func request(
    line: String = "A\(Pictures.routing)A 123456789C 1042",
    status: MICRReading.Status = .sure, cents: Int = 1999, rules: DepositRules = DepositRules(),
    directory: RoutingDirectory.Edition = Directories.edition(1)
  ) throws -> DepositAction.Request {
    .init(
      status: status, fields: MICRFields(parsing: line),
      doubts: status == .sure ? [] : [.manySlightDoubts],
      statement: try DepositStatement(account: "55", amount: Cents(cents)), rules: rules,
      directory: directory)
  }

  private func respond(_ request: DepositAction.Request) throws -> DepositAction.Response {
    let scratch = try Scratch()
    var action = try DepositAction(environment: scratch.environment())
    var log = ActivationLog()
    let cold = try action.invoke(request, log: &log)
    #expect(try action.invoke(request, log: &log) == cold)
    return cold
  }

  @Test func acceptsAGoodCheck() throws {
    let response = try respond(request())
    #expect(response.verdict == .accept)
    #expect(response.findings == [])
    #expect(response.identity?.value == "\(Pictures.routing)/123456789C1042/")
    #expect(response.payor == "\(Pictures.routing)/123456789")
    #expect(response.serial == "1042")
    #expect(response.bankName == "HARBOR LIGHT SAVINGS BANK")
    #expect(response.directoryVersion == 1)
  }

  @Test(arguments: [
    ("A011901239A 1C 2", Reason.routingCheckDigit), ("A991901239A 1C 2", .routingCheckDigit),
    ("A000000518A 1C 2", .routingUnknown), ("A00005D123A 1234567C", .foreignLayout),
    ("A12345678A 1C 2", .incompleteLine), ("123456C", .incompleteLine), ("", .incompleteLine),
    ("AAAA", .incompleteLine), ("A\(Pictures.routing)A 1D1", .unknownFormat),
  ])
  func eachFaultOfTheLineHasItsReason(line: String, reason: Reason) throws {
    let response = try respond(request(line: line))
    #expect(response.findings.map(\.reason) == [reason])
    #expect(response.verdict == .review)
  }

  @Test func aLineWithoutOnUsFieldIsIncomplete() throws {
    let response = try respond(request(line: "A\(Pictures.routing)A"))
    #expect(response.findings.map(\.reason) == [.incompleteLine])
    #expect(response.identity == nil)
    #expect(response.payor == nil)
  }

  @Test func unsureCharactersAreTold() throws {
    let response = try respond(request(status: .unsure))
    #expect(response.findings.map(\.reason) == [.unsureCharacters])
    #expect(response.findings[0].detail.hasSuffix("which is much for one line."))
  }

  @Test func theEncodedAmountMustAgree() throws {
    let line = "A\(Pictures.routing)A 1C 2 B0000001999B"
    #expect(try respond(request(line: line)).findings == [])
    let differs = try respond(request(line: line, cents: 2000))
    #expect(differs.findings.map(\.reason) == [.amountDiffers])
    #expect(differs.findings[0].detail == "The line encodes 19.99, and 20.00 was stated.")
  }

  @Test func theItemLimitIsIncluded() throws {
    let rules = DepositRules(itemLimit: Cents(5000))
    #expect(try respond(request(cents: 5000, rules: rules)).findings == [])
    #expect(
      try respond(request(cents: 5001, rules: rules)).findings.map(\.reason) == [.overItemLimit])
  }

  /// Requests go without the verdicts of other reasons, so none of its own may be left out.
  @Test func itsReasonsAreThoseThatItGives() throws {
    let harsh = Dictionary(uniqueKeysWithValues: Reason.allCases.map { ($0, Verdict.reject) })
    let rules = DepositRules(itemLimit: Cents(5000), verdicts: harsh)
    let line = "A\(Pictures.routing)A 1C 2 B0000001999B"
    var given: Set<Reason> = []
    for request in [
      try request(line: line, status: .unsure, cents: 5001, rules: rules),
      try request(line: "A011901239A 1C 2", rules: rules),
      try request(line: "A000000518A 1C 2", rules: rules),
      try request(line: "A00005D123A 1234567C", rules: rules),
      try request(line: "123456C", rules: rules),
      try request(line: "A\(Pictures.routing)A 1D1", rules: rules),
    ] {
      let response = try respond(request)
      #expect(response.verdict == .reject)
      given.formUnion(response.findings.map(\.reason))
    }
    #expect(given == DepositAction.reasons)
    #expect(Set(try request(rules: rules).rules.verdicts.keys) == given)
  }

  @Test func everyReasonHasItsVerdict() {
    let table: [Reason: Verdict] = [
      .notAnImage: .reject, .truncated: .reject, .tooLarge: .reject, .blank: .reject,
      .noMICRLine: .review, .unsureCharacters: .review, .incompleteLine: .review,
      .unknownFormat: .review,
      .routingCheckDigit: .review, .routingUnknown: .review, .foreignLayout: .review,
      .amountDiffers: .review, .accountUnknown: .accept, .overItemLimit: .review,
      .overDayLimit: .review, .sameBytes: .reject, .duplicate: .reject, .sameIdentity: .review,
      .sameAmountNoSerial: .review, .poorImage: .review, .unusableImage: .reject,
      .missingRear: .accept,
    ]
    #expect(Set(table.keys) == Set(Reason.allCases))
    for reason in Reason.allCases {
      #expect(DepositRules().verdict(of: [Finding(reason, "")]) == table[reason])
    }
  }

  @Test func theHardestVerdictHoldsAndPolicyMaySetAnother() {
    let all = [Reason.accountUnknown, .duplicate, .amountDiffers].map { Finding($0, "") }
    #expect(DepositRules().verdict(of: all) == .reject)
    #expect(DepositRules().verdict(of: [all[0], all[2]]) == .review)
    #expect(DepositRules().verdict(of: []) == .accept)
    #expect(DepositRules(verdicts: [.amountDiffers: .reject]).verdict(of: [all[2]]) == .reject)
    #expect(DepositRules(verdicts: [:]).verdict(of: [all[0]]) == .review)
  }

  /// Newer or older: the version that the request names is the one that decides.
  @Test func theNamedDirectoryDecidesColdAndWarm() throws {
    let scratch = try Scratch()
    let environment = try scratch.environment()
    let line = "A000000518A 1C 2"
    let text = SyntheticDirectory.text.replacingOccurrences(of: Pictures.routing, with: "000000518")
    var warm = try DepositAction(environment: environment)
    _ = try scratch.file("routing-2.txt", text: text)
    let (first, second) = (Directories.edition(1), Directories.edition(2, text))
    for (directory, reasons) in [
      (first, [Reason.routingUnknown]), (second, []), (second, []), (first, [.routingUnknown]),
    ] {
      var log = ActivationLog()
      let request = try request(line: line, directory: directory)
      let response = try warm.invoke(request, log: &log)
      #expect(response.findings.map(\.reason) == reasons)
      #expect(response.directoryVersion == directory.version)
      var cold = try DepositAction(environment: environment)
      #expect(try cold.invoke(request, log: &log) == response)
    }
    var log = ActivationLog()
    _ = try warm.invoke(request(line: line, directory: second), log: &log)
    #expect(log.lines.first == "routing directory loaded: version 2")
  }

  /// Neither a warm instance nor a cold one takes a file for what was imported once it was changed.
  @Test func aChangedDirectoryIsNoLongerTaken() throws {
    let scratch = try Scratch()
    let environment = try scratch.environment()
    var warm = try DepositAction(environment: environment)
    var log = ActivationLog()
    _ = try warm.invoke(request(), log: &log)
    let forged = SyntheticDirectory.text.replacing("HARBOR", with: "FORGED")
    _ = try scratch.file("routing-1.txt", text: forged)
    #expect(
      try warm.invoke(request(), log: &log).bankName == "HARBOR LIGHT SAVINGS BANK",
      "it keeps what was verified")
    var cold = try DepositAction(environment: environment)
    let error = #expect(throws: ActionFailure.self) {
      _ = try cold.invoke(request(), log: &log)
    }
    #expect(error?.description.contains("changed after it was imported") == true)
    #expect(error?.description.contains("checkctl reference import") == true)
    _ = try scratch.file("routing-1.txt", text: SyntheticDirectory.text)
    #expect(
      try cold.invoke(request(), log: &log).bankName == "HARBOR LIGHT SAVINGS BANK",
      "what it kept of the changed file is gone after the repair")
  }

  @Test func aReplacedNumberIsTakenAndTheNewOneLogged() throws {
    let scratch = try Scratch()
    let environment = try scratch.environment()
    var line = Array(SyntheticDirectory.text.utf8.prefix(156))
    line[19] = UInt8(ascii: "2")
    line.replaceSubrange(26..<35, with: Directories.otherNumber.utf8)
    let text = String(decoding: line, as: UTF8.self)
    _ = try scratch.file("routing-2.txt", text: text)
    var action = try DepositAction(environment: environment)
    var log = ActivationLog()
    let response = try action.invoke(
      request(directory: Directories.edition(2, text)), log: &log)
    #expect(response.verdict == .accept)
    #expect(
      log.lines.first
        == "routing number \(Pictures.routing) was replaced by \(Directories.otherNumber)")
  }

  @Test func aDirectoryThatIsNotThereIsAFailureOfTheMoment() throws {
    let scratch = try Scratch()
    let environment = try scratch.environment()
    _ = try scratch.file("routing-3.txt", text: "damaged")
    var action = try DepositAction(environment: environment)
    var log = ActivationLog()
    #expect(try action.invoke(request(), log: &log).verdict == .accept, "the guess is no condition")
    for version in [2, 3] {
      let error = #expect(throws: ActionFailure.self) {
        _ = try action.invoke(request(directory: Directories.edition(version)), log: &log)
      }
      guard case .reference(scratch.path, version, _)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    var nowhere = try DepositAction(
      environment: ActionEnvironment(
        scratchFolder: scratch.path, routingFolder: scratch.path + "/no"))
    #expect(throws: ActionFailure.self) { _ = try nowhere.invoke(request(), log: &log) }
  }
}
