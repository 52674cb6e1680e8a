import CheckActions
import Foundation
import Testing

@Suite struct CentsTests {
  @Test(arguments: [
    ("0", 0), ("0.00", 0), ("0.01", 1), ("19", 1900), ("19.99", 1999), ("$19.99", 1999),
    ("1,234.50", 123_450), ("$1,234", 123_400), ("12,345,678.90", 1_234_567_890),
    ("99999999.99", 9_999_999_999), ("99,999,999.99", 9_999_999_999), ("007.00", 700),
    ("0000000001.00", 100),
  ])
  func readsWhatPeopleWrite(text: String, cents: Int) {
    #expect(Cents(dollars: text) == Cents(cents))
  }

  @Test(arguments: [
    "", "$", "$$1", "1$", ".", ".50", "1.", "1.5", "1.555", "1.2.3", "-1", "+1", "1-", "--", "1e3",
    "0x10", " 1", "1 ", "1 000", "1,", ",100", "1,00", "1,0000", "12,34", "1234,567", "1,,000",
    "1.0,0", "١٩.٩٩", "１９", "1\u{0}", "1\n", "NaN", "inf", "−1", "1.९९",
    "100000000.00", "9999999999", "99999999999", "9223372036854775807", "1,,.00", "$,",
    "0,0000000000001", "1\u{301}.00", "1.\u{1F4B0}",
  ])
  func refusesAnythingElse(text: String) {
    #expect(Cents(dollars: text) == nil)
  }

  @Test(arguments: [
    (0, "0.00"), (1, "0.01"), (10, "0.10"), (99, "0.99"), (100, "1.00"), (-1, "-0.01"),
    (-1999, "-19.99"), (99_999, "999.99"), (100_000, "1,000.00"), (123_456_789, "1,234,567.89"),
    (9_999_999_999, "99,999,999.99"), (Int.max, "92,233,720,368,547,758.07"),
    (Int.min, "-92,233,720,368,547,758.08"),
  ])
  func printsDollarsAndCents(cents: Int, text: String) {
    #expect(Cents(cents).description == text)
  }

  @Test func readsBackWhatItPrints() {
    var cents = 0
    while cents <= Cents.largestItem.value {
      #expect(Cents(dollars: Cents(cents).description) == Cents(cents))
      cents = cents * 3 + 7
    }
  }

  @Test func ordersAndAdds() {
    #expect(Cents(-1) < Cents(0))
    #expect(Cents(1999) + Cents(1) == Cents(2000))
  }

  @Test func isAPlainNumberInJSON() throws {
    #expect(String(decoding: try JSONEncoder().encode([Cents(1999)]), as: UTF8.self) == "[1999]")
    #expect(try JSONDecoder().decode([Cents].self, from: Data("[-5]".utf8)) == [Cents(-5)])
  }
}
