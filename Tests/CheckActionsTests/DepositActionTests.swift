import CheckActions
import Foundation
import MICR
import Testing

@Suite struct DepositActionTests {
  private func request(
    line: String = "A\(Pictures.routing)A 123456789C 1042",
    status: MICRReading.Status = .sure, cents: Int = 1999, rules: DepositRules = DepositRules(),
    version: Int = 1
  ) throws -> DepositAction.Request {
    .init(
      status: status, fields: MICRFields(parsing: line),
      uncertainties: status == .sure ? [] : ["Two characters look alike."],
      statement: try DepositStatement(account: "55", amount: Cents(cents)), rules: rules,
      leastDirectoryVersion: version)
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
    ("AAAA", .incompleteLine),
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
    #expect(response.findings[0].detail.hasSuffix("Two characters look alike."))
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

  @Test func everyReasonHasItsVerdict() {
    let table: [Reason: Verdict] = [
      .notAnImage: .reject, .truncated: .reject, .tooLarge: .reject, .blank: .reject,
      .noMICRLine: .review, .unsureCharacters: .review, .incompleteLine: .review,
      .routingCheckDigit: .review, .routingUnknown: .review, .foreignLayout: .review,
      .amountDiffers: .review, .accountUnknown: .accept, .overItemLimit: .review,
      .overDayLimit: .review, .sameBytes: .reject, .duplicate: .reject, .sameIdentity: .review,
      .sameAmountNoSerial: .review,
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

  @Test func aWarmInstanceReloadsANewerDirectory() throws {
    let scratch = try Scratch()
    var action = try DepositAction(environment: scratch.environment())
    var log = ActivationLog()
    let unknown = "A000000518A 1C 2"
    #expect(
      try action.invoke(request(line: unknown), log: &log).findings.map(\.reason)
        == [.routingUnknown])
    let record = SyntheticDirectory.text.replacingOccurrences(
      of: Pictures.routing, with: "000000518")
    _ = try scratch.file("routing-2.txt", text: record)
    #expect(try action.invoke(request(line: unknown), log: &log).directoryVersion == 1)
    let response = try action.invoke(request(line: unknown, version: 2), log: &log)
    #expect(response.directoryVersion == 2)
    #expect(response.findings == [])
    #expect(log.lines.contains("routing directory reloaded: version 2"))
    var cold = try DepositAction(environment: scratch.environment())
    #expect(try cold.invoke(request(line: unknown, version: 2), log: &log) == response)
  }

  @Test func aDirectoryThatIsTooOldIsAFailureOfTheMoment() throws {
    let scratch = try Scratch()
    var action = try DepositAction(environment: scratch.environment())
    var log = ActivationLog()
    #expect(throws: ActionFailure.reference(folder: scratch.path, neededVersion: 2)) {
      _ = try action.invoke(request(version: 2), log: &log)
    }
    #expect(throws: ActionFailure.reference(folder: scratch.path + "/no", neededVersion: 1)) {
      _ = try DepositAction(
        environment: ActionEnvironment(
          scratchFolder: scratch.path, routingFolder: scratch.path + "/no"))
    }
  }
}
