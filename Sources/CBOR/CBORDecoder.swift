/// Reads values from CBOR (RFC 8949) as ``CBOREncoder`` writes them, from bytes that anyone may have
/// written.
///
/// Texts have to be UTF-8 and numbers finite, and keys texts that differ: of equal ones any may count.
/// A message has at most 65,536 items, at most 64 deep. Tags, byte strings, items of no stated length,
/// numbers of half or single precision, and a `Double` from a whole number are not read. A coding path
/// is not kept, so it is empty in every error.
public struct CBORDecoder: Sendable {
  /// Makes a decoder.
  public init() {}

  /// The value that bytes hold.
  ///
  /// Memory and time grow with the bytes, whatever counts are stated within them.
  /// - Throws: `DecodingError` when they are something else, or more than that; and what the value
  ///   itself throws.
  public func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws -> Value {
    try Value(from: ItemDecoder(message: CBORMessage(bytes), item: 0))
  }
}

/// Decodes one item.
private struct ItemDecoder: Decoder, SingleValueDecodingContainer {
  let message: CBORMessage
  let item: Int

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    guard case .map = head() else { throw mismatch([String: Any].self) }
    return KeyedDecodingContainer(MapDecoder(message, item))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let count) = head() else { throw mismatch([Any].self) }
    return ListDecoder(message, item, count: count)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool {
    if case .simple(.null) = head() { true } else { false }
  }

  func decode(_ type: Bool.Type) throws -> Bool {
    switch head() {
    case .simple(.true): true
    case .simple(.false): false
    default: throw mismatch(type)
    }
  }

  func decode(_ type: String.Type) throws -> String {
    guard case .text(let range) = head() else { throw mismatch(type) }
    return try message.text(range)
  }

  func decode(_ type: Double.Type) throws -> Double {
    guard case .double(let number) = head() else { throw mismatch(type) }
    return number
  }

  func decode(_ type: Float.Type) throws -> Float {
    let number = Float(try decode(Double.self))
    guard number.isFinite else { throw DecodingError.corrupted("a number is too large") }
    return number
  }

  func decode<Number: FixedWidthInteger & Decodable>(_ type: Number.Type) throws -> Number {
    let number: Number? =
      switch head() {
      case .unsigned(let number): Number(exactly: number)
      case .negative(let number): Int64(exactly: number).flatMap { Number(exactly: ~$0) }
      default: nil
      }
    guard let number else { throw mismatch(type) }
    return number
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }

  private func head() -> CBORMessage.Head { message.head(of: item) }

  private func mismatch(_ type: Any.Type) -> DecodingError {
    .typeMismatch(type, .init(codingPath: [], debugDescription: "something else stands there"))
  }
}

private final class MapDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let message: CBORMessage
  private let start: Int
  private let end: Int
  /// The key that was asked for last: mostly the same is asked for again, or the one behind it.
  private var cursor: Int

  var codingPath: [any CodingKey] { [] }

  var allKeys: [Key] {
    var (keys, place): ([Key], Int) = ([], start)
    while place < end {
      if case .text(let range) = message.head(of: place),
        let text = try? message.text(range), let key = Key(stringValue: text)
      {
        keys.append(key)
      }
      place = next(place)
    }
    return keys
  }

  init(_ message: CBORMessage, _ map: Int) {
    self.message = message
    start = map + 1
    end = message.end(of: map)
    cursor = start
  }

  func contains(_ key: Key) -> Bool { find(key) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { try item(key).decodeNil() }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try item(key).decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try item(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try item(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { try item(SuperKey.super) }

  func superDecoder(forKey key: Key) throws -> any Decoder { try item(key) }

  private func item(_ key: some CodingKey) throws(DecodingError) -> ItemDecoder {
    guard let place = find(key) else {
      throw .keyNotFound(key, .init(codingPath: [], debugDescription: "the map has no such key"))
    }
    return ItemDecoder(message: message, item: place + 1)
  }

  private func find(_ key: some CodingKey) -> Int? {
    let text = key.stringValue
    let asked = cursor
    let found = find(text, from: asked, to: end) ?? find(text, from: start, to: asked)
    if let found, found != asked { cursor = found }
    return found
  }

  private func find(_ key: String, from start: Int, to end: Int) -> Int? {
    var place = start
    while place < end {
      if message.isText(place, key) { return place }
      place = next(place)
    }
    return nil
  }

  /// The key behind a key and its value.
  private func next(_ key: Int) -> Int { message.end(of: key + 1) }
}

private struct ListDecoder: UnkeyedDecodingContainer {
  private let message: CBORMessage
  private let length: Int
  private var place: Int
  private(set) var currentIndex = 0

  var codingPath: [any CodingKey] { [] }
  var count: Int? { length }
  var isAtEnd: Bool { currentIndex == length }

  init(_ message: CBORMessage, _ list: Int, count: Int) {
    self.message = message
    length = count
    place = list + 1
  }

  /// Goes past the item only where it is `null`, as the protocol has it.
  mutating func decodeNil() throws -> Bool {
    guard try item().decodeNil() else { return false }
    return pass(true)
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    pass(try item().decode(type))
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    pass(try item().container(keyedBy: type))
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    pass(try item().unkeyedContainer())
  }

  mutating func superDecoder() throws -> any Decoder { pass(try item()) }

  private func item() throws(DecodingError) -> ItemDecoder {
    guard !isAtEnd else { throw .corrupted("an array has no more items") }
    return ItemDecoder(message: message, item: place)
  }

  /// Goes past an item once something could be made of it.
  private mutating func pass<Value>(_ value: Value) -> Value {
    place = message.end(of: place)
    currentIndex += 1
    return value
  }
}
