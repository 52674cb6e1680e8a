/// What image exchange asks of a TIFF (X9.100-181).
///
/// ``TIFFCodec/encodeGroup4(_:dpi:)`` writes such files. Common readers take others as well, and
/// banks do not.
public enum ExchangeTIFF {
  /// Something that a file should be and is not.
  public struct Fault: Sendable, Hashable {
    /// What it is about: a tag's name, or the byte order.
    public let subject: String
    /// What the file has.
    public let found: String
    /// What it should have.
    public let expected: String
  }

  /// All that is wrong with a file; empty when image exchange takes it.
  ///
  /// The packed pixels are not looked at.
  public static func faults(in bytes: [UInt8]) -> [Fault] {
    var checker = Checker()
    do throws(ImageCodecError) {
      let file = try TIFFBytes(bytes[...])
      checker.expect("byte order", file.isBigEndian ? "MM" : "II", "II")
      let directory = try TIFFDirectory(at: file.firstDirectory, of: file)
      if directory.next != 0 { checker.note("pages", "more than one", "one") }
      try checker.check(directory, fileBytes: bytes.count)
    } catch {
      checker.note("file", error.description, "a TIFF")
    }
    return checker.faults
  }

  private struct Checker {
    var faults: [Fault] = []

    mutating func note(_ subject: String, _ found: String, _ expected: String) {
      faults.append(Fault(subject: subject, found: found, expected: expected))
    }

    mutating func expect(_ subject: String, _ found: String, _ expected: String) {
      if found != expected { note(subject, found, expected) }
    }

    mutating func check(
      _ directory: TIFFDirectory, fileBytes: Int
    ) throws(ImageCodecError) {
      let number = { (tag: TIFFDirectory.Tag, standard: Int) throws(ImageCodecError) in
        try directory.number(tag) ?? standard
      }
      let (width, height) = (try directory.required(.width), try directory.required(.height))
      if width < 1 || height < 1 { note("size", "\(width) x \(height) pixels", "a pixel or more") }
      expect("bits per sample", "\(try number(.bitsPerSample, 1))", "1")
      expect("samples per pixel", "\(try number(.samplesPerPixel, 1))", "1")
      expect("compression", "\(try directory.required(.compression))", "4")
      expect("photometric interpretation", "\(try directory.required(.photometric))", "0")
      expect("orientation", "\(try number(.orientation, 1))", "1")
      let rows = try number(.rowsPerStrip, Self.allRows)
      if rows != height, rows != Self.allRows { note("rows per strip", "\(rows)", "\(height)") }
      expect("strips", "\(directory.count(.stripOffsets))", "1")
      let start = try directory.required(.stripOffsets)
      let count = try directory.required(.stripByteCounts)
      if count < 1 || start + count > fileBytes {
        note("strip", "bytes \(start) to \(start + count) of \(fileBytes)", "inside the file")
      }
      try checkResolution(directory)
    }

    /// The default: one strip takes as many rows as there are.
    private static let allRows = Int(UInt32.max)

    private mutating func checkResolution(
      _ directory: TIFFDirectory
    ) throws(ImageCodecError) {
      expect("resolution unit", "\(try directory.number(.resolutionUnit) ?? 2)", "2")
      let resolutions = TIFFCodec.exchangeResolutions
      let expected = resolutions.map(String.init).joined(separator: " or ")
      var seen: [String] = []
      for tag in [TIFFDirectory.Tag.xResolution, .yResolution] {
        guard let fraction = try directory.fraction(tag) else {
          seen.append("none")
          continue
        }
        let (numerator, denominator) = fraction
        let isKnown = resolutions.contains { $0 * denominator == numerator && denominator > 0 }
        seen.append(isKnown ? "\(numerator / denominator)" : "\(numerator)/\(denominator)")
      }
      if seen[0] != seen[1] || !resolutions.map(String.init).contains(seen[0]) {
        note("resolution", seen.joined(separator: " x "), "\(expected), the same both ways")
      }
    }
  }
}
