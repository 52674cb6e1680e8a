import Testing

@testable import MICR

/// The check digit and the ranges of routing numbers.
struct RoutingNumberTests {
  @Test(arguments: ["122000661", "026009593", "021000089", "111000025", "325170631", "000000000"])
  func takesWellFormedNumbers(digits: String) {
    #expect(RoutingNumber(digits)?.digits == digits)
  }

  @Test(arguments: [
    "122000662", "12200066", "1220006611", "12200066A", "", "500000009", "١٢٢٠٠٠٦٦١",
  ])
  func refusesOthers(digits: String) {
    #expect(RoutingNumber(digits) == nil)
  }

  @Test func everySingleWrongDigitIsNoticed() {
    let right = Array("122000661")
    for place in right.indices {
      for digit in "0123456789" where digit != right[place] {
        var wrong = right
        wrong[place] = digit
        #expect(!RoutingNumber.isWellFormed(String(wrong)))
      }
    }
  }

  @Test func givesTheCheckDigit() {
    #expect(RoutingNumber.checkDigit(of: [1, 2, 2, 0, 0, 0, 6, 6]) == 1)
    #expect(RoutingNumber.checkDigit(of: [0, 0, 0, 0, 0, 0, 0, 0]) == 0)
  }
}
