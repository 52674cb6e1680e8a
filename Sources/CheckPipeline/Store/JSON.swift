import Foundation

/// JSON as the store keeps it: one line, keys in order.
enum JSON {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  /// Lists are read with every check, nearly all of them empty, and the decoder is slow.
  static func decode<Element: Decodable>(
    _ type: [Element].Type, from text: String
  ) throws -> [Element] {
    text == "[]" ? [] : try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
