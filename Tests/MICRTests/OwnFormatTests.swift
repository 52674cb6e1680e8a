import MICR
import Testing

/// A form of line that no bank of the table prints, on a check whose edge it nearly reaches.
@Suite struct OwnFormatTests {
  private static let line = "C1234567890C A021000089A C12345678C 123"

  private static func own() throws -> LineFormats {
    let format = try LineFormat(
      "money-order", country: "US", "C serial:10 C A routing:9 A C account:8 C code:3",
      example: line)
    return LineFormats(LineFormats.standard.all + [format])
  }

  private static let image = DrawnCheck(line: line, rightInches: 0.04).draw()

  @Test func `Nothing is cut off of a line that fills a format which was given`() throws {
    let reading = try MICRReader(formats: Self.own()).read(Self.image)
    #expect(reading.status == .sure)
    #expect(reading.line == Self.line)
    #expect(reading.fields?.format == "money-order")
    #expect(reading.fields?.account == "12345678")
  }

  @Test func `Without that format its end is in doubt`() {
    let reading = sharedReader.read(Self.image)
    #expect(reading.status == .unsure)
    #expect(reading.line == Self.line)
    #expect(reading.fields?.format == nil)
  }
}
