import Hashing
import Foundation

/// The institutions that routing numbers stand for, in one version.
///
/// The files of the reference folder are normalised: ascending by routing number, each line of
/// ``RoutingRecord/length`` bytes and a line feed. So the bytes are kept as they are, and a lookup
/// is a binary search that decodes one record.
public struct RoutingDirectory: Sendable {
  /// The most bytes of a directory, here and as it is imported.
  public static let limitBytes = 64 << 20

  static let stride = RoutingRecord.length + 1

  /// A version together with its content, so that a changed file is not taken for what was imported.
  public struct Edition: Codable, Sendable, Hashable {
    /// Goes up with each directory that is imported.
    public var version: Int
    /// The SHA-256 of the normalised records, in hexadecimal.
    public var checksum: String

    /// Makes an edition from its parts.
    public init(version: Int, checksum: String) {
      self.version = version
      self.checksum = checksum
    }
  }

  /// Which directory this is, by its number and by the bytes that it was made from.
  public let edition: Edition
  /// The edition's number.
  public var version: Int { edition.version }
  let bytes: [UInt8]

  /// The number of routing numbers.
  public var count: Int { bytes.count / Self.stride }

  /// Takes a normalised directory's bytes; `nil` where they are not.
  public init?(version: Int, normalised bytes: [UInt8]) {
    guard !bytes.isEmpty, bytes.count.isMultiple(of: Self.stride) else { return nil }
    var last = -1
    for start in Swift.stride(from: 0, to: bytes.count, by: Self.stride) {
      guard bytes[start + Self.stride - 1] == 0x0A,
        let number = Self.number(bytes[start..<(start + 9)]), number > last
      else { return nil }
      last = number
    }
    edition = Edition(version: version, checksum: SHA256.hash(bytes).hexadecimal)
    self.bytes = bytes
  }

  /// The record of a routing number.
  public subscript(routingNumber: String) -> RoutingRecord? {
    guard routingNumber.utf8.count == 9, let wanted = Self.number(routingNumber.utf8) else {
      return nil
    }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let start = middle * Self.stride
      guard let found = Self.number(bytes[start..<(start + 9)]) else { return nil }
      if found == wanted {
        return RoutingRecord(trusted: bytes[start..<(start + RoutingRecord.length)])
      }
      if found < wanted { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  static func number(_ digits: some Collection<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }
}
