import MICR
import Testing

/// A form of line that no bank of the table prints, on a check whose edge it nearly reaches.
@Suite struct OwnFormatTests {
  private static let line = "C1234567890C A021000089A C12345678C 123"

  private static let own = LineFormats(
    LineFormats.standard.all + [
      try! LineFormat(
        "money-order", country: "US", "C serial:10 C A routing:9 A C account:8 C code:3",
        example: line)
    ])

  private static let image = DrawnCheck(line: line, rightInches: 0.04).draw()

  @Test func `Nothing is cut off of a line that fills a format which was given`() {
    let reading = MICRReader(formats: Self.own).read(Self.image)
    #expect(reading.status == .sure)
    #expect(reading.line == Self.line)
    #expect(reading.fields?.format == "money-order")
    #expect(reading.fields?.account == "12345678")
  }

  @Test func `Without that format its end is in doubt`() {
    let reading = SharedReader.reader.read(Self.image)
    #expect(reading.status == .unsure)
    #expect(reading.line == Self.line)
    #expect(reading.fields?.format == nil)
  }
}
