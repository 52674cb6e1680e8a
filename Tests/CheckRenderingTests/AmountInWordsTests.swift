import Testing

@testable import CheckRendering

@Suite struct AmountInWordsTests {
  @Test(arguments: [
    (0, "Zero and 00/100"), (1999, "Nineteen and 99/100"), (100_000, "One thousand and 00/100"),
    (2_100_05, "Two thousand one hundred and 05/100"), (-500, "Minus five and 00/100"),
    (
      123_456_789_01,
      "One hundred twenty-three million four hundred fifty-six thousand seven "
        + "hundred eighty-nine and 01/100"
    ),
  ])
  func amountsInWords(cents: Int, words: String) {
    #expect(AmountInWords.text(cents: cents) == words)
  }

  @Test func amountsInFigures() {
    #expect(AmountInWords.figures(cents: 5) == "0.05")
    #expect(AmountInWords.figures(cents: 123_456_789) == "1,234,567.89")
    #expect(AmountInWords.figures(cents: -100_000) == "-1,000.00")
    #expect(AmountInWords.text(cents: .min).contains("quadrillion"))
  }
}
