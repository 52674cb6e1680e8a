/// Writes values as CBOR, the binary sibling of JSON (RFC 8949): text, numbers, `true`, `false` and
/// `null`, arrays, and maps whose keys are text.
///
/// Numbers that JSON does not have are not written. A coding path is not kept, so it is empty in
/// every error. A value has to ask for one container, and to finish each within it before it goes on
/// with another, as those do whose coding the compiler writes.
public struct CBOREncoder: Sendable {
  /// Makes an encoder.
  public init() {}

  /// A value as CBOR.
  ///
  /// - Throws: `EncodingError` when a number is not finite or has more than 64 bits, or when
  ///   containers were not written one after the other, each once; and what the value itself throws.
  public func encode(_ value: some Encodable) throws -> [UInt8] {
    let writer = CBORWriter()
    try writer.write(value)
    guard writer.isWhole else {
      throw EncodingError.invalidValue(
        value, .init("its containers were not written one after the other, each once"))
    }
    return writer.bytes
  }
}

/// Encodes one item.
struct ItemEncoder: Encoder, SingleValueEncodingContainer {
  let writer: CBORWriter

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(MapEncoder(writer: writer))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { ListEncoder(writer: writer) }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  func encodeNil() { writer.write(.null) }

  func encode(_ value: Bool) { writer.write(value ? .true : .false) }

  func encode(_ value: String) { writer.write(value) }

  func encode(_ value: Float) throws { try encode(Double(value)) }

  func encode(_ value: Double) throws {
    guard value.isFinite else {
      throw EncodingError.invalidValue(value, .init("the number is not finite"))
    }
    writer.write(value)
  }

  func encode<Number: FixedWidthInteger & Encodable>(_ value: Number) throws {
    if let number = UInt64(exactly: value) {
      writer.write(.unsigned, number)
    } else if let number = Int64(exactly: value) {
      writer.write(.negative, UInt64(~number))
    } else {
      throw EncodingError.invalidValue(value, .init("the number has more than 64 bits"))
    }
  }

  func encode<Value: Encodable>(_ value: Value) throws { try writer.write(value) }
}

private struct MapEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
  private let writer: CBORWriter
  private let map: CBORWriter.Container

  var codingPath: [any CodingKey] { [] }

  init(writer: CBORWriter) {
    self.writer = writer
    map = writer.begin(.map)
  }

  func encodeNil(forKey key: Key) { add(key).encodeNil() }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try add(key).encode(value)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    add(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    add(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { add(SuperKey.super) }

  func superEncoder(forKey key: Key) -> any Encoder { add(key) }

  private func add(_ key: some CodingKey) -> ItemEncoder {
    writer.add(key.stringValue, to: map)
    return ItemEncoder(writer: writer)
  }
}

private struct ListEncoder: UnkeyedEncodingContainer {
  private let writer: CBORWriter
  private let list: CBORWriter.Container
  private(set) var count = 0

  var codingPath: [any CodingKey] { [] }

  init(writer: CBORWriter) {
    self.writer = writer
    list = writer.begin(.array)
  }

  mutating func encodeNil() { add().encodeNil() }

  mutating func encode<Value: Encodable>(_ value: Value) throws { try add().encode(value) }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    add().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    add().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { add() }

  private mutating func add() -> ItemEncoder {
    writer.add(to: list)
    count += 1
    return ItemEncoder(writer: writer)
  }
}

/// The key under which a class may leave its superclass, as `JSONEncoder` has it.
enum SuperKey: String, CodingKey { case `super` }

extension EncodingError.Context {
  init(_ description: String) { self.init(codingPath: [], debugDescription: description) }
}
