import CashLetter
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct LetterPolicyTests {
  @Test func whatIsPrintedIsReadAgain() throws {
    let bench = try Bench(inMemory: true)
    let policy = letterPolicy {
      $0.makesRearSides = true
      $0.profile.dialect.level = .edition2013
      $0.depositorNames = ["1": "Dana"]
    }
    let file = try bench.file("policy.json", text: policy.json)
    #expect(try LetterPolicy(file: file) == policy)
  }

  @Test(arguments: [
    ("{", "it is no JSON"),
    ("{}", "profile is missing"),
    (#"{"profile": 7}"#, "profile"),
  ])
  func whatIsWrongIsNamed(text: String, words: String) throws {
    let bench = try Bench(inMemory: true)
    let file = try bench.file("policy.json", text: text)
    #expect {
      try LetterPolicy(file: file)
    } throws: {
      "\($0)".contains(words) && "\($0)".contains(file)
    }
  }

  @Test func aMemberThatNoPolicyHasIsNamed() throws {
    let bench = try Bench(inMemory: true)
    let text = try LetterPolicy().json.replacingOccurrences(
      of: "bankOfFirstDeposit", with: "bankOfFirstDeposits")
    let file = try bench.file("policy.json", text: text)
    #expect {
      try LetterPolicy(file: file)
    } throws: {
      "\($0)".contains("profile.bankOfFirstDeposits is not known")
    }
  }

  @Test func everyProblemOfThePolicyIsNamed() throws {
    let bench = try Bench(inMemory: true)
    let policy = letterPolicy {
      $0.timeZone = "Nowhere/Else"
      $0.profile.origin.routing = "123456789"
      $0.profile.dialect.itemsPerBundle = 0
    }
    let file = try bench.file("policy.json", text: policy.json)
    #expect {
      try LetterPolicy(file: file)
    } throws: { error in
      ["Nowhere/Else", "123456789", "itemsPerBundle"].allSatisfy("\(error)".contains)
    }
    #expect(throws: LetterError.self) { try LetterPolicy(file: bench.root + "/none.json") }
  }
}
