import Testing

@testable import MICR

/// Lines of no known layout, and which of them no bank prints.
struct PlausibilityTests {
  @Test(arguments: [
    "A85871713 A18635887571A 11638", "C12 C5030745C022001A0000006320016082C5C",
    "C131100C D102000979 25004070004141C", "A122000661A 12345C B0000001250B",
  ])
  func whatIsPrintedIsPlausible(line: String) { #expect(LineLayout.isPlausible(line)) }

  @Test(arguments: [
    "", "12345678", "DA122239050A 1085C", "A122239050A 1085CD", "1A122000661A 12345C",
    "A122000661A 12345C B000001250B", "A122000661A 12345C B0000001250", "AACACACAC",
    "A1A2A3A4C56789012", "C12DD34A5678C",
    // The account was not seen.
    "A110175809A 300 B0002697278B", "A0618D0402A", "A110175809A B0002697278B",
  ])
  func whatNoBankPrintsIsNot(line: String) { #expect(!LineLayout.isPlausible(line)) }
}
