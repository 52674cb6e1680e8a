import Hashing

/// The SHA-256 of an image's bytes, in hexadecimal: the image's name, the same on every host.
public struct ImageHash: Sendable, Hashable, Codable, LosslessStringConvertible {
  /// The 64 hexadecimal digits, in lower case.
  public let description: String

  /// The hash of these bytes.
  public init(of bytes: [UInt8]) {
    description = SHA256.hash(bytes).hexadecimal
  }

  /// Takes 64 hexadecimal digits in lower case; `nil` for any other text.
  public init?(_ text: String) {
    guard text.utf8.count == 64, text.utf8.allSatisfy(Self.isDigit) else { return nil }
    description = text
  }

  /// Takes a hash that the store wrote.
  package init(trusted text: String) { description = text }

  /// Reads the digits.
  ///
  /// - Throws: `DecodingError` for a text that is no hash, so that none can lead out of a folder.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let hash = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "an image's hash is 64 hexadecimal digits")
    }
    self = hash
  }

  /// Writes the digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
