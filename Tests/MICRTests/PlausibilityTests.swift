import Testing

@testable import MICR

/// Lines of no known layout, and which of them no bank prints.
struct PlausibilityTests {
  @Test(arguments: [
    "A85871713 A18635887571A 11638", "C12 C5030745C022001A0000006320016082C5C",
    "C131100C D102000979 25004070004141C", "A122000661A 12345C B0000001250B",
    "C123456C 123456789A 123456C 31", "C1234C A110175809A 12345678C",
    "C001C A05550D002A 10D91304C",
  ])
  func whatIsPrintedIsPlausible(line: String) { #expect(LineLayout.isPlausible(line)) }

  @Test(arguments: [
    "", "12345678", "DA122239050A 1085C", "A122239050A 1085CD", "1A122000661A 12345C",
    "A122000661A 12345C B000001250B", "A122000661A 12345C B0000001250", "AACACACAC",
    "A1A2A3A4C56789012", "C12DD34A5678C",
    // The account was not seen.
    "A110175809A 300 B0002697278B", "A0618D0402A", "A110175809A B0002697278B",
    // The end was not seen.
    "C6284C A047581812A", "C51034418C A104635889A 8716333", "C777835C 815427827A 273014C",
  ])
  func whatNoBankPrintsIsNot(line: String) { #expect(!LineLayout.isPlausible(line)) }
}
