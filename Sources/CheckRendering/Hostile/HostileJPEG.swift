/// Writes the segments of JPEG files by hand (ISO/IEC 10918-1, annex B).
enum HostileJPEG {
  static let start: [UInt8] = [0xFF, 0xD8]
  static let end: [UInt8] = [0xFF, 0xD9]

  static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
    [0xFF, marker] + bigEndian(content.count + 2) + content
  }

  /// A frame header of some components, each with a byte of sampling factors.
  static func frame(
    _ marker: UInt8, width: Int, height: Int, bits: UInt8 = 8, sampling: [UInt8] = [0x11]
  ) -> [UInt8] {
    var content = [bits] + bigEndian(height) + bigEndian(width)
    content.append(UInt8(truncatingIfNeeded: sampling.count))
    for (index, factors) in sampling.enumerated() {
      content += [UInt8(truncatingIfNeeded: index + 1), factors, 0]
    }
    return segment(marker, content)
  }

  /// Tables by which data of zeros is a grey picture.
  ///
  /// All coefficients count once; a DC code of one bit says "as before"; an AC code of one bit with
  /// 14 others says "nothing in so many thousand blocks".
  static let tables: [UInt8] =
    segment(0xDB, [0] + Array(repeating: 1, count: 64))
    + segment(0xC4, [0x00, 1] + Array(repeating: 0, count: 15) + [0])
    + segment(0xC4, [0x10, 1, 1] + Array(repeating: 0, count: 14) + [0xE0, 0])

  static func scan(
    _ components: [UInt8] = [1], coefficients: ClosedRange<UInt8>, data: [UInt8]
  ) -> [UInt8] {
    var content = [UInt8(components.count)]
    for component in components { content += [component, 0] }
    content += [coefficients.lowerBound, coefficients.upperBound, 0]
    return segment(0xDA, content) + data
  }

  /// A progressive picture that is grey all over, with many scans that add nothing.
  static func progressive(width: Int, height: Int, scans: Int) -> [UInt8] {
    let blocks = (width + 7) / 8 * ((height + 7) / 8)
    let nothing = scan(
      coefficients: 1...63, data: Array(repeating: 0, count: (blocks / 16_384 + 1) * 2))
    var file = start + tables + frame(0xC2, width: width, height: height)
    file += scan(coefficients: 0...0, data: Array(repeating: 0, count: blocks / 8 + 1))
    for _ in 0..<scans { file += nothing }
    return file + end
  }

  /// An Exif block around the bytes of a TIFF.
  static func exif(_ tiff: [UInt8]) -> [UInt8] {
    segment(0xE1, Array("Exif".utf8) + [0, 0] + tiff)
  }

  static func bigEndian(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }
}
