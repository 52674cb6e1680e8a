import CBOR
import Foundation
import Testing

/// Values of every kind that a container of an encoder can take.
private struct Everything: Codable, Hashable {
  enum Choice: Codable, Hashable {
    case plain
    case one(Int)
    case named(text: String, number: Double)
  }

  enum Kind: String, Codable, CodingKeyRepresentable { case small, large }

  struct Empty: Codable, Hashable {}

  var text = "ü水𐅑\u{0}"
  var truth = [true, false]
  var small: Int8 = -128
  var large = UInt64.max
  var least = Int64.min
  var half: Float = 0.5
  var third = 1.0 / 3
  var absent: Int?
  var present: Int? = 7
  var holes: [Int?] = [1, nil, 3]
  var lists: [[String]] = [[], ["a"], ["b", "c"]]
  var choices: [Choice] = [.plain, .one(-1), .named(text: "n", number: -0.25)]
  var kinds: [Kind: Int] = [.small: 1, .large: 2]
  var byName: [String: [Int: Bool]] = ["x": [3: true], "": [:]]
  var pairs: [Double: String] = [1.5: "one and a half"]
  var empty = Empty()
  var url = URL(filePath: "/a/b c")
  var date = Date(timeIntervalSinceReferenceDate: 86_400.125)
}

@Suite struct CodingTests {
  private func coded<Value: Codable>(_ value: Value) throws -> Value {
    try CBORDecoder().decode(Value.self, from: CBOREncoder().encode(value))
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    #expect(try coded(Everything()) == Everything())
    #expect(try coded([Everything](repeating: Everything(), count: 300)).count == 300)
    #expect(try coded(String(repeating: "x", count: 70_000)).utf8.count == 70_000)
  }

  /// The bytes are those of RFC 8949, appendix A.
  @Test(arguments: [
    (0, "00"), (10, "0a"), (23, "17"), (24, "1818"), (25, "1819"), (100, "1864"), (1000, "1903e8"),
    (1_000_000, "1a000f4240"), (1_000_000_000_000, "1b000000e8d4a51000"), (-1, "20"), (-10, "29"),
    (-100, "3863"), (-1000, "3903e7"), (255, "18ff"), (256, "190100"), (65_536, "1a00010000"),
    (4_294_967_296, "1b0000000100000000"), (Int.min, "3b7fffffffffffffff"),
  ])
  func numbersStandAsTheStandardHasThem(number: Int, hexadecimal: String) throws {
    let bytes = Self.bytes(hexadecimal)
    #expect(try CBOREncoder().encode(number) == bytes)
    #expect(try CBORDecoder().decode(Int.self, from: bytes) == number)
  }

  @Test func otherItemsStandAsTheStandardHasThem() throws {
    let encoder = CBOREncoder()
    #expect(try encoder.encode(UInt64.max) == Self.bytes("1bffffffffffffffff"))
    #expect(try encoder.encode(1.1) == Self.bytes("fb3ff199999999999a"))
    #expect(try encoder.encode(-4.1) == Self.bytes("fbc010666666666666"))
    #expect(try encoder.encode(false) == [0xf4])
    #expect(try encoder.encode(true) == [0xf5])
    #expect(try encoder.encode(Int?.none) == [0xf6])
    #expect(try encoder.encode("") == [0x60])
    #expect(try encoder.encode("IETF") == Self.bytes("6449455446"))
    #expect(try encoder.encode("\u{6c34}") == Self.bytes("63e6b0b4"))
    // Counts take four bytes, since they are not known when they are written.
    #expect(try encoder.encode([1, 2, 3]) == Self.bytes("9a00000003010203"))
    #expect(try encoder.encode(["a": 1]) == Self.bytes("ba00000001616101"))
  }

  /// As others write them, with short counts.
  @Test func arraysAndMapsOfOthersAreRead() throws {
    let decoder = CBORDecoder()
    #expect(try decoder.decode([Int].self, from: Self.bytes("80")) == [])
    #expect(try decoder.decode([Int].self, from: Self.bytes("83010203")) == [1, 2, 3])
    let map = Self.bytes("a56161614161626142616361436164614461656145")
    #expect(
      try decoder.decode([String: String].self, from: map)
        == ["a": "A", "b": "B", "c": "C", "d": "D", "e": "E"])
    #expect(
      try decoder.decode([[String: [Int]]].self, from: Self.bytes("81a1616182021903e8"))
        == [["a": [2, 1000]]])
  }

  @Test func keysAreFoundInAnyOrder() throws {
    struct Three: Decodable, Hashable { var a, b, c: Int }
    for order in ["a3616101616202616303", "a3616303616202616101", "a3616202616101616303"] {
      let three = try CBORDecoder().decode(Three.self, from: Self.bytes(order))
      #expect(three == Three(a: 1, b: 2, c: 3))
    }
  }

  @Test func aClassMayLeaveItsSuperclass() throws {
    #expect(try coded(Derived(base: 3, own: "x")) == Derived(base: 3, own: "x"))
  }

  @Test func nestedContainersAreWrittenAndRead() throws {
    #expect(try coded(Nested(numbers: [1, 2], name: "n")) == Nested(numbers: [1, 2], name: "n"))
  }

  @Test(arguments: MixedUp.allCases) fileprivate func whatIsMixedUpIsRefused(value: MixedUp) {
    #expect(throws: EncodingError.self) { try CBOREncoder().encode(value) }
    #expect(throws: EncodingError.self) { try CBOREncoder().encode(["a": [value]]) }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func numbersThatJSONDoesNotHaveAreNeitherWrittenNorRead(number: Double) {
    #expect(throws: EncodingError.self) { try CBOREncoder().encode([number]) }
    let bytes = [0xfb] + withUnsafeBytes(of: number.bitPattern.bigEndian, Array.init)
    #expect(throws: DecodingError.self) { try CBORDecoder().decode(Double.self, from: bytes) }
  }

  @Test func numbersHaveToFit() throws {
    #expect(throws: EncodingError.self) { try CBOREncoder().encode(UInt128.max) }
    let decoder = CBORDecoder()
    #expect(throws: DecodingError.self) { try decoder.decode(Int8.self, from: [0x18, 0x80]) }
    #expect(try decoder.decode(Int8.self, from: [0x38, 0x7f]) == -128)
    #expect(throws: DecodingError.self) { try decoder.decode(UInt.self, from: [0x20]) }
    let beyond = Self.bytes("3bffffffffffffffff")
    #expect(throws: DecodingError.self) { try decoder.decode(Int64.self, from: beyond) }
    let huge = try CBOREncoder().encode(Double.greatestFiniteMagnitude)
    #expect(throws: DecodingError.self) { try decoder.decode(Float.self, from: huge) }
  }

  static func bytes(_ hexadecimal: String) -> [UInt8] {
    stride(from: 0, to: hexadecimal.utf8.count, by: 2).compactMap {
      UInt8(hexadecimal.dropFirst($0).prefix(2), radix: 16)
    }
  }
}

/// What an encoder that builds a tree could write, and one that writes at once cannot.
private enum MixedUp: String, Encodable, CaseIterable {
  case sidewise, late, twice, unused, lost, double

  private enum Key: CodingKey { case a, b }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .sidewise:
      var list = encoder.unkeyedContainer()
      var first = list.nestedUnkeyedContainer()
      var second = list.nestedUnkeyedContainer()
      try second.encode(2)
      try first.encode(1)
    case .late:
      var map = encoder.container(keyedBy: Key.self)
      let superEncoder = map.superEncoder(forKey: .a)
      try map.encode(1, forKey: .b)
      try 2.encode(to: superEncoder)
    case .twice:
      var map = encoder.container(keyedBy: Key.self)
      try map.encode(1, forKey: .a)
      var other = encoder.container(keyedBy: Key.self)
      try other.encode(2, forKey: .b)
    case .unused:
      var map = encoder.container(keyedBy: Key.self)
      _ = map.superEncoder()
    case .lost:
      var map = encoder.container(keyedBy: Key.self)
      try? map.encode(Double.nan, forKey: .a)
      try map.encode(1, forKey: .b)
    case .double:
      var one = encoder.singleValueContainer()
      try one.encode(1)
      try one.encode(2)
    }
  }
}

private class Base: Codable {
  let base: Int
  init(base: Int) { self.base = base }
}

private final class Derived: Base, Equatable {
  private enum CodingKeys: String, CodingKey { case own }
  let own: String

  init(base: Int, own: String) {
    self.own = own
    super.init(base: base)
  }

  required init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    own = try values.decode(String.self, forKey: .own)
    try super.init(from: values.superDecoder())
  }

  override func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(own, forKey: .own)
    try super.encode(to: values.superEncoder())
  }

  static func == (one: Derived, other: Derived) -> Bool {
    one.base == other.base && one.own == other.own
  }
}

private struct Nested: Codable, Hashable {
  private enum Outer: CodingKey { case list, map, none }
  private enum Inner: CodingKey { case name }
  var numbers: [Int]
  var name: String

  init(numbers: [Int], name: String) {
    self.numbers = numbers
    self.name = name
  }

  init(from decoder: any Decoder) throws {
    let outer = try decoder.container(keyedBy: Outer.self)
    guard try outer.decodeNil(forKey: .none), outer.allKeys.count == 3 else {
      throw CocoaError(.coderInvalidValue)
    }
    var list = try outer.nestedUnkeyedContainer(forKey: .list)
    numbers = []
    while !list.isAtEnd {
      if try list.decodeNil() { continue }
      // What does not fit is not passed by.
      if (try? list.decode(String.self)) == nil { numbers.append(try list.decode(Int.self)) }
    }
    name = try outer.nestedContainer(keyedBy: Inner.self, forKey: .map)
      .decode(String.self, forKey: .name)
  }

  func encode(to encoder: any Encoder) throws {
    var outer = encoder.container(keyedBy: Outer.self)
    try outer.encodeNil(forKey: .none)
    var list = outer.nestedUnkeyedContainer(forKey: .list)
    for number in numbers {
      try list.encodeNil()
      try list.encode(number)
    }
    var map = outer.nestedContainer(keyedBy: Inner.self, forKey: .map)
    try map.encode(name, forKey: .name)
  }
}
