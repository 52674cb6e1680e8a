import CXXHash

/// XXH3, called here only: tells a damaged file of the picture cache from a whole one.
///
/// It is no proof against people, who are kept out of the data folder by its mode; what is archived
/// goes by its SHA-256. On a whole picture that took a tenth of an end-to-end run.
enum PixelChecksum {
  /// The 64-bit XXH3 of the grey values, as 16 hexadecimal digits.
  static func of(_ pixels: [UInt8]) -> String {
    let hash = XXH3_64bits(pixels, pixels.count)
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
