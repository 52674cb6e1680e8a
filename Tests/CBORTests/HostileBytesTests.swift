import CBOR
import Testing

/// Bytes that anyone may have written.
@Suite struct HostileBytesTests {
  private struct Shape: Codable, Hashable {
    var name: String
    var points: [[Int]]
    var scale: Double?
    var tags: [String: Bool]
  }

  private let shape = Shape(
    name: "square", points: [[0, 0], [0, 300]], scale: 0.5, tags: ["a": true, "b": false])

  private func decode(_ bytes: [UInt8]) throws -> Shape {
    try CBORDecoder().decode(Shape.self, from: bytes)
  }

  @Test func whatIsCutOffIsRefused() throws {
    let bytes = try CBOREncoder().encode(shape)
    for count in bytes.indices {
      #expect(throws: DecodingError.self) { try decode(Array(bytes.prefix(count))) }
    }
    #expect(throws: DecodingError.self) { try decode(bytes + [0]) }
    #expect(try decode(bytes) == shape)
  }

  @Test(
    arguments: [
      "ff", "1c", "1f", "3f", "40", "4161", "5f", "7f", "9f", "9fff", "bf", "bfff", "c001", "f0",
      "f7", "f800", "f820", "f90000", "fa00000000", "fb", "fc", "a10102", "a1f6f6", "a261", "61ff",
      "62c328", "a161ff00", "a1", "81", "7a40000000", "7bffffffffffffffff", "9bffffffffffffffff",
      "bbffffffffffffffff", "bb8000000000000000", "9a7fffffff", "ba7fffffff",
    ])
  func whatIsNotReadIsRefused(hexadecimal: String) {
    let bytes = CodingTests.bytes(hexadecimal)
    #expect(throws: DecodingError.self) { try CBORDecoder().decode(String.self, from: bytes) }
    #expect(throws: DecodingError.self) {
      try CBORDecoder().decode([String: String].self, from: bytes)
    }
    #expect(throws: DecodingError.self) { try CBORDecoder().decode([Int].self, from: bytes) }
    #expect(throws: DecodingError.self) { try CBORDecoder().decode(Int.self, from: bytes) }
    #expect(throws: DecodingError.self) { try CBORDecoder().decode(Double?.self, from: bytes) }
    #expect(throws: DecodingError.self) { try CBORDecoder().decode(Bool?.self, from: bytes) }
  }

  @Test func somethingElseThanWasAskedForIsRefused() throws {
    let items = ["01", "20", "6161", "80", "a0", "f5", "f6", "fb3ff0000000000000"]
    for (index, item) in items.enumerated() {
      let bytes = CodingTests.bytes(item)
      let decoder = CBORDecoder()
      let taken = [
        (try? decoder.decode(Int.self, from: bytes)) != nil,
        (try? decoder.decode(String.self, from: bytes)) != nil,
        (try? decoder.decode([Int].self, from: bytes)) != nil,
        (try? decoder.decode([String: Int].self, from: bytes)) != nil,
        (try? decoder.decode(Bool.self, from: bytes)) != nil,
        (try? decoder.decode(Double.self, from: bytes)) != nil,
      ]
      let right = [[0], [0], [1], [2], [3], [4], [], [5]][index]
      #expect(taken.indices.filter { taken[$0] } == right, "\(item)")
    }
  }

  /// A type that has itself within it is read by functions that call themselves.
  private struct Chain: Codable { var next: [Chain]? }

  @Test func depthHasALimit() throws {
    func chain(_ length: Int) -> Chain {
      (1..<length).reduce(Chain(next: nil)) { chain, _ in Chain(next: [chain]) }
    }
    // A map and a list a link; the last has nothing within it.
    let deepest = try CBOREncoder().encode(chain(33))
    #expect(throws: Never.self) { try CBORDecoder().decode(Chain.self, from: deepest) }
    let tooDeep = try CBOREncoder().encode(chain(34))
    #expect(throws: DecodingError.self) { try CBORDecoder().decode(Chain.self, from: tooDeep) }
    for item: [UInt8] in [[0x81], [0xa1, 0x61, 0x61], [0x82, 0]] {
      let deep = Array([[UInt8]](repeating: item, count: 300_000).joined())
      #expect(throws: DecodingError.self) { try CBORDecoder().decode(Chain.self, from: deep) }
    }
  }

  @Test func theNumberOfItemsHasALimit() throws {
    let most = try CBOREncoder().encode([Bool](repeating: true, count: 65_535))
    #expect(try CBORDecoder().decode([Bool].self, from: most).count == 65_535)
    let tooMany = try CBOREncoder().encode([Bool](repeating: true, count: 65_536))
    #expect(throws: DecodingError.self) { try CBORDecoder().decode([Bool].self, from: tooMany) }
  }

  /// Each key is looked for behind the one before it: from the start it would take a billion steps.
  @Test func aMapOfManyKeysIsReadInOneGo() throws {
    let map = Dictionary(uniqueKeysWithValues: (0..<32_000).map { (String($0), $0) })
    #expect(
      try CBORDecoder().decode([String: Int].self, from: CBOREncoder().encode(map)) == map)
  }

  @Test func changedBytesAreReadOrRefused() throws {
    let bytes = try CBOREncoder().encode(shape)
    var read = 0
    for place in bytes.indices {
      for value in UInt8.min...UInt8.max {
        var changed = bytes
        changed[place] = value
        if (try? decode(changed)) != nil { read += 1 }
      }
    }
    // Those that changed nothing, and letters and numbers among the others.
    #expect(read > bytes.count)
    #expect(read < 128 * bytes.count)
  }
}
