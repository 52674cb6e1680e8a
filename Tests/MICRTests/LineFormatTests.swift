import Testing

@testable import MICR

/// The table of formats, its patterns and what it says of lines.
struct LineFormatTests {
  private static let formats = LineFormats.standard

  @Test func everyRowIsAFormat() {
    #expect(Self.formats.all.count == LineFormats.rows.count)
    #expect(Set(Self.formats.all.map(\.name)).count == LineFormats.rows.count)
  }

  @Test(arguments: formats.all)
  func theExampleIsOfItsFormat(format: LineFormat) throws {
    let match = try #require(Self.formats.match(format.example))
    #expect(match.format.name == format.name)
    #expect(!match.checks.contains(false))
    #expect(match.fields["serial"] != nil || match.fields["account"] != nil)
  }

  @Test func aCountryIsOneRow() throws {
    let row = try LineFormat(
      "atlantis", country: "XA", "C serial:5 C bank:4 A account:7-9 C",
      example: "C12345C 1234A 1234567C")
    let formats = LineFormats(LineFormats.standard.all + [row])
    #expect(Self.formats.match("C12345C 1234A 12345678C") == nil)
    let fields = MICRFields(parsing: "C12345C 1234A 12345678C", formats: formats)
    #expect(fields.country == "XA")
    #expect(fields.account == "12345678")
    #expect(LineShape("C12345C 1234A 12345678C", formats: formats).ends.closed.right)
  }

  @Test(arguments: [
    "", "account", "account:", "account:0", "account:9-4", "account:66", "account:x", "account:1:2",
    "E", "[ C", "C ]", "[ [ C ] ]", "[ ] C", "serial:3", "a:1-2 b:1-2 C",
    "[C][C][C][C][C]", "account:4+A", "ä:3 C",
  ])
  func whatIsNoPatternIsRefused(pattern: String) {
    #expect(throws: LineFormatError.self) {
      try LineFormat("x", country: "XX", pattern, example: "")
    }
  }

  @Test(arguments: [
    ("C1234567C 046D0123A 0038100000571234C", true, true),
    ("C12345678C 0541234A 0010001234560003C 000B", true, true),
    ("C12345678C 0541234A 0010001234560003C 000", true, false),
    ("C477764C 250024007A 012345C 29", true, true),
    // The account may follow, so that the code may be its first digits.
    ("C002025C 110229004A 10", true, false),
    // A serial number of any length, an amount.
    ("A122000661A 1234567890C 1011", false, false),
    ("C001234C A026009593A 000480201879C", true, false),
    ("C001234C A026009593A 000480201879C B0000001250B", true, true),
    ("A122000661A 1234567890C B0000001250B", false, true),
    // The lead may stand before it.
    ("C484221C 57D14037A 1041014322C 25", false, false),
  ])
  func anEndIsClosedWhereNoFormGoesOn(line: String, left: Bool, right: Bool) {
    #expect(Self.formats.closedEnds(of: line) == ClosedEnds(left: left, right: right))
  }

  /// Whatever is cut off a line, what is left never has its ends both closed by a format.
  @Test(arguments: formats.all)
  func whatIsCutOffIsNeverVouchedFor(format: LineFormat) {
    let line = Array(format.example.filter { $0 != " " })
    for count in 1..<line.count {
      let (beginning, end) = (String(line[..<count]), String(line[count...]))
      let vouched = { (text: String) in
        let ends = LineShape(text, formats: Self.formats).ends.closed
        return (ends.left, ends.right)
      }
      #expect(!vouched(beginning).1, "\(beginning)")
      #expect(!vouched(end).0, "\(end)")
    }
  }

  @Test(arguments: [
    ("C477764C 250 024007A 012345C 29", false), ("C47 7764C 250024007A 012345C 29", false),
    ("A122 000661A 12345678C 1042", false), ("C123 56C A122000661A 12345678C", true),
    ("C001C 5602 0002A 012345C 10", true),
  ])
  func aGapInANumberOfFixedLengthIsPrint(line: String, isDoubted: Bool) {
    let shape = LineShape(line, formats: Self.formats)
    #expect((shape.hasGapInTransit || shape.hasGapInNumber) == isDoubted)
  }

  @Test func aCheckDigitIsTold() {
    #expect(Self.formats.match("A122000661A 1234567890C 1011")?.checks == [true])
    #expect(Self.formats.match("A122000662A 1234567890C 1011")?.checks == [false])
    #expect(Self.formats.match("C0012345C 060261726A 0001234567890C 10")?.checks == [true])
    #expect(Self.formats.match("C0012345C 060261727A 0001234567890C 10")?.checks == [false])
  }

  /// A form that nobody named is no doubt of the characters, unless it may be the rest of a known one.
  @Test(arguments: [
    ("C0000123456C 1234D567D8A 00012345678C", true),
    ("C1234567890C 1234D56A 0001234567C 0001", true),
    ("C51034418C A104635889A 8716333", false), ("C081123C 95D19012A 020406183066C", false),
    ("C A110175809A 12345678C 1042", false), ("C12345678C 9512345A 12345678901234C 00", false),
    ("C6284C A047581812A C", false), ("C0000123456CC 1234D567A 00012345678C", false),
    ("1234567C 1234D567A 00012345678C", false), ("A122000661A 12345C B000001250B", false),
  ])
  func aFormOfNoKnownBankIsPlausibleWhereNothingSeemsMissing(line: String, isPlausible: Bool) {
    #expect(LineShape(line, formats: Self.formats).isPlausible == isPlausible)
  }
}
