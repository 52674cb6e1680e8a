/// A message, and where each of its items ends.
///
/// It is gone through once, so that what is within an item can be stepped over afterwards: else every
/// level of a message would be gone through again for each level around it.
final class CBORMessage {
  /// The most items that a message may have; each takes some memory here, and only a byte there.
  static let itemLimit = 1 << 16
  /// How deep items may be within each other, since a type that has itself within it is read by
  /// functions that call themselves.
  static let depthLimit = 64

  /// An item, or the head of one that has others within it.
  enum Head {
    case unsigned(UInt64)
    /// -1 less this.
    case negative(UInt64)
    case text(Range<Int>)
    /// So many items follow.
    case array(Int)
    /// So many pairs of items follow.
    case map(Int)
    case simple(SimpleValue)
    case double(Double)
  }

  private struct Item {
    var head: Head
    /// The first item behind this one and all that is within it.
    var end: Int
  }

  /// An item that is not whole yet.
  private struct OpenItem {
    var index: Int
    /// How many items it lacks.
    var lacks: Int
    var isMap: Bool

    /// A map lacks an even number wherever a key comes next.
    var awaitsKey: Bool { isMap && lacks.isMultiple(of: 2) }
  }

  private let bytes: [UInt8]
  private let items: [Item]

  /// Goes through a message.
  ///
  /// - Throws: `DecodingError` when it is not whole, has an item that is not read, a key that is no
  ///   text, or more items or a greater depth than is read.
  init(_ bytes: [UInt8]) throws(DecodingError) {
    self.bytes = bytes
    var reader = HeadReader(bytes: bytes)
    var items: [Item] = []
    var open: [OpenItem] = []
    repeat {
      guard items.count < Self.itemLimit else { throw .corrupted("it has too many items") }
      let head = try reader.next()
      if let last = open.last, last.awaitsKey {
        guard case .text(let range) = head else { throw .corrupted("a key is not text") }
        _ = try Self.text(bytes[range])
      }
      items.append(Item(head: head, end: items.count + 1))
      let (lacks, isMap) =
        switch head {
        case .array(let count): (count, false)
        case .map(let count): (2 * count, true)
        default: (0, false)
        }
      if lacks > 0 {
        guard open.count < Self.depthLimit else { throw .corrupted("its items nest too deep") }
        open.append(OpenItem(index: items.count - 1, lacks: lacks, isMap: isMap))
        continue
      }
      while let last = open.indices.last {
        open[last].lacks -= 1
        guard open[last].lacks == 0 else { break }
        items[open.removeLast().index].end = items.count
      }
    } while !open.isEmpty
    guard reader.position == bytes.count else {
      throw .corrupted("\(bytes.count - reader.position) bytes follow the message")
    }
    self.items = items
  }

  /// The first item behind an item and all that is within it.
  func end(of item: Int) -> Int { items[item].end }

  /// An item; of an array or a map only the head.
  func head(of item: Int) -> Head { items[item].head }

  /// The text of a range of bytes.
  func text(_ range: Range<Int>) throws(DecodingError) -> String { try Self.text(bytes[range]) }

  private static func text(_ bytes: ArraySlice<UInt8>) throws(DecodingError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .corrupted("a text is not UTF-8")
    }
    return text
  }

  /// Whether an item is this text.
  func isText(_ item: Int, _ text: String) -> Bool {
    guard case .text(let range) = items[item].head else { return false }
    return range.count == text.utf8.count && bytes[range].elementsEqual(text.utf8)
  }
}

/// Reads the heads of items, one after the other.
private struct HeadReader {
  let bytes: [UInt8]
  private(set) var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads the head of an item, and goes past it and past a text.
  ///
  /// A count that is returned is no larger than what bytes are left can hold.
  mutating func next() throws(DecodingError) -> CBORMessage.Head {
    let first = UInt8(try number(of: 1))
    guard let type = MajorType(rawValue: first >> 5) else {
      throw .corrupted("items of type \(first >> 5) are not read")
    }
    let low = first & 0x1f
    if type == .simple { return try simple(low) }
    guard low < 28 else { throw .corrupted("items of no stated length are not read") }
    let argument = low < 24 ? UInt64(low) : try number(of: 1 << Int(low - 24))
    switch type {
    case .unsigned, .simple: return .unsigned(argument)
    case .negative: return .negative(argument)
    case .text:
      let start = position
      position += try count(argument, of: 1)
      return .text(start..<position)
    case .array: return .array(try count(argument, of: 1))
    case .map: return .map(try count(argument, of: 2))
    }
  }

  private mutating func simple(_ low: UInt8) throws(DecodingError) -> CBORMessage.Head {
    if low == SimpleValue.doubleFollows {
      let number = Double(bitPattern: try number(of: 8))
      guard number.isFinite else { throw .corrupted("a number is not finite") }
      return .double(number)
    }
    guard let value = SimpleValue(rawValue: low) else {
      throw .corrupted("the simple value \(low) is not read")
    }
    return .simple(value)
  }

  private mutating func number(of count: Int) throws(DecodingError) -> UInt64 {
    guard count <= bytes.count - position else { throw .corrupted("the message is cut off") }
    var number: UInt64 = 0
    for place in position..<(position + count) { number = number << 8 | UInt64(bytes[place]) }
    position += count
    return number
  }

  private func count(_ count: UInt64, of size: Int) throws(DecodingError) -> Int {
    guard count <= UInt64((bytes.count - position) / size) else {
      throw .corrupted("\(count) are stated, and there is no room for them")
    }
    return Int(count)
  }
}

extension DecodingError {
  static func corrupted(_ description: String) -> DecodingError {
    .dataCorrupted(Context(codingPath: [], debugDescription: description))
  }
}
