import CheckImaging
import ImageCodecs

extension HostileFile {
  /// JPEG files.
  public static var jpegs: [HostileFile] { jpegFrames + jpegScans + jpegSegments }

  private static let baseline =
    (try? JPEGCodec.encode(
      GrayImage(width: 20, height: 12, pixels: (0..<240).map { UInt8($0) }))) ?? []

  /// Frame headers that lie.
  private static var jpegFrames: [HostileFile] {
    func with(_ frame: [UInt8]) -> [UInt8] {
      HostileJPEG.start + HostileJPEG.tables + frame
        + HostileJPEG.scan(coefficients: 0...63, data: [0, 0, 0]) + HostileJPEG.end
    }
    func sized(_ width: Int, _ height: Int) -> [UInt8] {
      with(HostileJPEG.frame(0xC0, width: width, height: height))
    }
    let small = HostileJPEG.frame(0xC0, width: 16, height: 8)
    let kinds = (UInt8(0xC1)...0xCF).filter { ![0xC4, 0xC8, 0xCC].contains($0) }.map { kind in
      (
        "frames of kind \(kind - 0xC0)",
        with(HostileJPEG.frame(kind, width: 16, height: 8))
      )
    }
    let samplings: [[UInt8]] = [
      [], [0], [0x44], [0xFF], [0x11, 0x11], [0x41, 0x14, 0x11], [0x11, 0x22, 0x22],
      [0x22, 0x11, 0x11, 0x22],
      Array(repeating: 0x11, count: 10), Array(repeating: 0x44, count: 255),
    ]
    let sampled = samplings.map { factors in
      (
        "\(factors.count) components sampled \(factors.prefix(4))",
        with(HostileJPEG.frame(0xC0, width: 16, height: 8, sampling: factors))
      )
    }
    let claims = [
      ("no width", sized(0, 8)), ("no height", sized(16, 0)),
      ("65535 x 65535 pixels", sized(65_535, 65_535)),
      ("7000 x 7000 pixels of three bytes", sized(7_000, 7_000)),
      ("20000 x 1 pixels", sized(20_000, 1)),
      ("two frames", with(small + small)),
      ("two frames of two sizes", with(small + HostileJPEG.frame(0xC0, width: 1600, height: 800))),
      ("12 bits", with(HostileJPEG.frame(0xC0, width: 16, height: 8, bits: 12))),
      ("no bits", with(HostileJPEG.frame(0xC0, width: 16, height: 8, bits: 0))),
      ("no frame", with([])), ("a frame cut off", with(HostileJPEG.segment(0xC0, [8, 0, 8]))),
    ]
    return (claims + kinds + sampled).map { HostileFile(name: "a JPEG of \($0.0)", bytes: $0.1) }
  }

  /// Scans that are too many, for nothing, or out of order.
  private static var jpegScans: [HostileFile] {
    let tables = HostileJPEG.start + HostileJPEG.tables
    let frame = HostileJPEG.frame(0xC0, width: 16, height: 8)
    let scan = HostileJPEG.scan(coefficients: 0...63, data: [0, 0, 0])
    let restarts = HostileJPEG.segment(0xDD, [0, 1])
    return [
      ("10 scans", HostileJPEG.progressive(width: 40, height: 24, scans: 9)),
      ("600 scans", HostileJPEG.progressive(width: 40, height: 24, scans: 599)),
      ("100,000 scans", HostileJPEG.progressive(width: 16, height: 8, scans: 99_999)),
      ("400 scans of 3000 x 3000", HostileJPEG.progressive(width: 3000, height: 3000, scans: 399)),
      ("no scan", tables + frame + HostileJPEG.end),
      (
        "a scan of no component",
        tables + frame + HostileJPEG.scan([], coefficients: 0...63, data: [0]) + HostileJPEG.end
      ),
      (
        "a scan of four components",
        tables + frame + HostileJPEG.scan([1, 2, 3, 4], coefficients: 0...63, data: [0])
          + HostileJPEG.end
      ),
      (
        "a scan of one component four times",
        tables + frame + HostileJPEG.scan([1, 1, 1, 1], coefficients: 0...63, data: [0])
          + HostileJPEG.end
      ),
      ("a scan before the frame", tables + scan + frame + HostileJPEG.end),
      (
        "coefficients beyond the last",
        tables + HostileJPEG.frame(0xC2, width: 16, height: 8)
          + HostileJPEG.scan(coefficients: 60...200, data: [0]) + HostileJPEG.end
      ),
      (
        "restarts out of order",
        tables + restarts + frame
          + HostileJPEG.scan(coefficients: 0...63, data: [0, 0xFF, 0xD5, 0, 0xFF, 0xD1])
          + HostileJPEG.end
      ),
      (
        "nothing but restarts",
        tables + restarts + frame
          + HostileJPEG.scan(
            coefficients: 0...63, data: Array(repeating: [0xFF, 0xD0], count: 500).flatMap { $0 })
          + HostileJPEG.end
      ),
      (
        "data of ones",
        tables + frame
          + HostileJPEG.scan(
            coefficients: 0...63, data: Array(repeating: [0xFF, 0], count: 100).flatMap { $0 })
          + HostileJPEG.end
      ),
    ].map { HostileFile(name: "a JPEG of \($0.0)", bytes: $0.1) }
  }

  /// Segments that lie about their length, and Exif blocks that lie about everything.
  private static var jpegSegments: [HostileFile] {
    let rest = Array(baseline.dropFirst(2))
    func with(_ segment: [UInt8]) -> [UInt8] { HostileJPEG.start + segment + rest }
    let lengths = [0, 1, 2, 3, 0xFFFF].map { length in
      ("a segment of length \(length)", with([0xFF, 0xE5] + HostileJPEG.bigEndian(length)))
    }
    let exifs = tiffs.filter { $0.bytes.count < 1000 }.map { file in
      ("an Exif block that is \(file.name)", with(HostileJPEG.exif(file.bytes)))
    }
    let tables = [
      (
        "a Huffman table of 256 codes of one bit",
        HostileJPEG.segment(0xC4, [0, 255] + Array(repeating: 0, count: 300))
      ),
      (
        "a Huffman table for class 15",
        HostileJPEG.segment(0xC4, [0xFF] + Array(repeating: 1, count: 40))
      ),
      ("a quantisation table of zeros", HostileJPEG.segment(0xDB, Array(repeating: 0, count: 65))),
      ("quantisation table 15", HostileJPEG.segment(0xDB, [0x0F] + Array(repeating: 1, count: 64))),
      (
        "an Adobe mark of an unknown kind",
        HostileJPEG.segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 9])
      ),
      (
        "a thousand marks",
        Array(repeating: HostileJPEG.segment(0xE1, [1]), count: 1000).flatMap { $0 }
      ),
      ("fill bytes", Array(repeating: 0xFF, count: 5000)),
    ].map { ($0.0, with($0.1)) }
    return [HostileFile(name: "an ordinary JPEG", bytes: baseline)]
      + (lengths + exifs + tables).map { HostileFile(name: "a JPEG with \($0.0)", bytes: $0.1) }
  }
}
