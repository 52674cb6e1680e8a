import CashLetter
import CheckActions
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct BankPolicyTests {
  private let bench: Bench

  init() throws { bench = try Bench(inMemory: true) }

  private func problems(_ text: String) throws -> [String] {
    let file = try bench.file("policy.json", text: text)
    do {
      _ = try BankPolicy(file: file)
      return []
    } catch {
      #expect(error.file == file)
      #expect(error.description.contains(file))
      return error.problems
    }
  }

  @Test func whatIsPrintedIsReadAgain() throws {
    var policy = BankPolicy()
    policy.deposits.itemLimit = Cents(5)
    policy.deposits.verdicts[.accountUnknown] = .reject
    policy.availability.wholeNextDay = ["021904567"]
    policy.letters.makesRearSides = true
    policy.letters.profile.dialect.level = .edition2013
    policy.letters.depositorNames = ["1": "Dana"]
    let file = try bench.file("policy.json", text: policy.json)
    #expect(try BankPolicy(file: file) == policy)
    #expect(try policy.json.contains("\"account-unknown\" : \"reject\""))
  }

  @Test func theStandardPolicyHasNoProblems() { #expect(BankPolicy().problems == []) }

  @Test func everyMistakeIsNamed() throws {
    var policy = BankPolicy()
    policy.deposits.itemLimit = Cents(0)
    policy.deposits.verdicts[.duplicate] = nil
    policy.deposits.similarWithinDays = -1
    policy.availability.cutOffMinute = 1441
    policy.availability.openingMinute = 1440
    policy.availability.ordinaryDays = 0
    policy.availability.wholeNextDay = ["123456789"]
    policy.availability.amounts.reverse()
    policy.availability.timeZone = "Nowhere/Else"
    policy.letters.profile.origin.routing = "123456789"
    policy.letters.profile.dialect.itemsPerBundle = 0
    policy.quality.limits[.bytes] = nil
    policy.quality.limits[.focus] = QualityLimits(reviewBelow: 0.1, rejectBelow: 0.2)
    policy.quality.limits[.skew] = QualityLimits(reviewAbove: 5, rejectAbove: 4)
    policy.quality.limits[.aspect] = QualityLimits(reviewBelow: 3, reviewAbove: 2)
    policy.quality.limits[.noise] = QualityLimits(reviewAbove: -1)
    let found = try problems(policy.json)
    for words in [
      "itemLimit", "verdicts has none for duplicate", "similarWithinDays", "cutOffMinute",
      "openingMinute", "ordinaryDays", "wholeNextDay '123456789'", "earliest 'from' first",
      "'Nowhere/Else'", "letters.profile.origin.routing", "itemsPerBundle",
      "letters.timeZone and availability.timeZone differ",
      "quality has no limits for bytes", "quality.focus: rejectBelow is above",
      "quality.skew: rejectAbove is below", "quality.aspect: every number",
      "quality.noise: a limit is less than 0",
    ] {
      #expect(found.contains { $0.contains(words) }, "\(words)")
    }
    #expect(found.count == 17)
  }

  @Test func membersThatNoPolicyHasAreNamed() throws {
    let text = try BankPolicy().json
      .replacingOccurrences(of: "bankOfFirstDeposit", with: "bankOfFirstDeposits")
      .replacingOccurrences(of: "\"duplicate\"", with: "\"duplicates\"")
    let found = try problems(text)
    #expect(found.contains { $0.hasPrefix("letters.profile.bankOfFirstDeposits is not known") })
    #expect(found.contains { $0.hasPrefix("letters.profile.bankOfFirstDeposit is missing") })
    #expect(found.contains { $0.hasPrefix("deposits.verdicts.duplicates is not known") })
  }

  /// The standard policy's file with one member changed, or without it.
  private func text(with path: String, _ value: Any?) throws -> String {
    func changed(_ node: Any, _ names: ArraySlice<Substring>) -> Any {
      guard let name = names.first else { return value ?? NSNull() }
      if var list = node as? [Any], let index = Int(name) {
        list[index] = changed(list[index], names.dropFirst())
        return list
      }
      var object = node as? [String: Any] ?? [:]
      if names.count == 1, value == nil {
        object[String(name)] = nil
      } else {
        object[String(name)] = changed(object[String(name)] ?? NSNull(), names.dropFirst())
      }
      return object
    }
    let object = changed(try BankPolicy().object, path.split(separator: ".")[...])
    return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }

  @Test(arguments: [
    "deposits", "deposits.itemLimit", "quality.focus.rejectBelow", "retention.imageDays",
    "letters.profile.dialect.tellsQuality", "letters.profile.bankOfFirstDeposit",
    "letters.depositorNames",
  ])
  func aMissingMemberIsNamedOnce(path: String) throws {
    let found = try problems(text(with: path, nil))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("\(path) is missing") == true)
  }

  @Test func limitsAreStatedWithNullForNone() throws {
    let names = ["rejectAbove", "rejectBelow", "reviewAbove", "reviewBelow"]
    let found = try problems(text(with: "quality.focus", [String: Any]()))
    let named = found.map { String($0.prefix { $0 != " " }) }
    #expect(named == names.map { "quality.focus.\($0)" })
    let none: [String: Any] = Dictionary(uniqueKeysWithValues: names.map { ($0, NSNull() as Any) })
    #expect(try problems(text(with: "quality.focus", none)) == [])
    #expect(throws: DecodingError.self) { try JSON.decode(QualityLimits.self, from: "{}") }
  }

  @Test func membersInListsAndOfTheFirstBankAreLookedAt() throws {
    let amount = try problems(text(with: "availability.amounts.1.largest", 5))
    #expect(amount.count == 1)
    #expect(amount.first?.hasPrefix("availability.amounts[1].largest is not known") == true)
    let bank = ["routing": "021904567", "name": "HUDSON", "city": "TROY"]
    let found = try problems(text(with: "letters.profile.bankOfFirstDeposit", bank))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("letters.profile.bankOfFirstDeposit.city is not") == true)
    #expect(try problems(text(with: "letters.depositorNames", ["1": "Dana"])) == [])
  }

  @Test(arguments: [
    ("deposits.itemLimit", 1.5, "deposits.itemLimit 1.5: give a whole number, 1 to 9999999999"),
    ("availability.ordinaryDays", 1.5, "availability.ordinaryDays 1.5: give a whole number, 1 to"),
    ("availability.amounts.0.large", 0.5, "availability.amounts[0].large 0.5: give a whole"),
    ("retention.imageDays", 1e30, "retention.imageDays 1e+30: give a whole number, 1 to 36500"),
  ])
  func aNumberThatDoesNotFitIsNamedByItsPlace(path: String, value: Double, words: String) throws {
    let found = try problems(text(with: path, value))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(words) == true)
  }

  @Test func amountsHaveAnUpperEnd() throws {
    var policy = BankPolicy()
    policy.deposits.itemLimit = .largestItem
    policy.deposits.dayLimit = BankPolicy.largestSum
    policy.availability.amounts[0].large = BankPolicy.largestSum
    #expect(policy.problems == [])
    policy.deposits.itemLimit = Cents(10_000_000_000)
    policy.deposits.dayLimit = Cents(100_000_000_000_000)
    policy.availability.amounts[0].large = Cents(100_000_000_000_000)
    #expect(policy.problems.count == 3)
    #expect(policy.problems.first?.hasSuffix("give cents, 1 to 9999999999") == true)
  }

  @Test(arguments: [
    ("{", "it is no JSON"),
    ("{}", "deposits is missing"),
    (#"{"deposits": 7}"#, "deposits"),
    (#"{"deposits": {"itemLimit": 1, "dayLimit": 1, "similarWithinDays": "x"}}"#, "similar"),
  ])
  func whatCannotBeReadIsNamedByItsPlace(text: String, words: String) throws {
    #expect(try problems(text).contains { $0.contains(words) })
  }

  @Test func aFileThatIsNotThereIsNamed() {
    #expect(throws: PolicyError.self) { try BankPolicy(file: bench.root + "/none.json") }
  }

  @Test func theVersionIsOfTheRulesAndNotOfTheirLayout() throws {
    var policy = BankPolicy()
    let version = policy.version
    #expect(version.count == 12)
    policy.letters.makesRearSides = true
    #expect(policy.version == version)
    policy.quality.limits[.focus]?.reviewBelow = 0.07
    #expect(policy.version != version)
    policy.deposits.itemLimit = Cents(5)
    let other = policy.version
    #expect(other != version)
    let text = try policy.json.replacingOccurrences(of: "\n", with: "")
    let file = try bench.file("policy.json", text: text)
    #expect(try BankPolicy(file: file).version == other)
  }

  @Test func eachDecisionByRulesNamesThePolicy() async throws {
    var policy = BankPolicy()
    policy.deposits.itemLimit = Cents(1500)
    let rules = policy.deposits
    let pipeline = try await bench.open { $0.rules = rules }
    let over = try await pipeline.deposit(bench, "a", line: Lines.personal("1"), cents: 1501)
    #expect(over.state == .review)
    let version = policy.version
    let history = try await pipeline.history(of: over.id)
    #expect(history.map(\.to) == [.received, .imaged, .read, .review])
    #expect(history.map(\.policy) == [nil, version, version, version])
    try await pipeline.approve(over.id, by: "ada", note: "fine")
    #expect(try await pipeline.history(of: over.id).last?.policy == nil)
  }
}
