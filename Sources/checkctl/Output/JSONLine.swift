import Foundation

/// Machine-readable output: one JSON object a line, keys in order.
enum JSONLine {
  /// The line for a value.
  ///
  /// `nil` members are left out unless the value writes them as null.
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Prints the line for a value.
  static func print(_ value: some Encodable) throws { try Console.out(try text(value)) }
}
