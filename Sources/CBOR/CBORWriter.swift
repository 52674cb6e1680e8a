/// The bytes of a message that is being written.
final class CBORWriter {
  /// A map or an array that may still grow.
  struct Container: Equatable {
    /// Where its count is: four bytes, the most significant first.
    fileprivate var position: Int
  }

  private(set) var bytes: [UInt8] = []
  /// The innermost last.
  private var open: [Container] = []
  /// Whether the next that is written has to be an item: at first, and after each ``add(_:to:)``.
  private var awaitsItem = true
  private var hasMixedUp = false

  /// Whether everything that was written belongs where it stands.
  var isWhole: Bool { !hasMixedUp && !awaitsItem }

  /// Writes a value with whatever container it chooses; one that writes nothing is an empty map.
  func write(_ value: some Encodable) throws {
    let start = bytes.count
    try value.encode(to: ItemEncoder(writer: self))
    if bytes.count == start { _ = begin(.map) }
  }

  func write(_ simple: SimpleValue) { write(.simple, UInt64(simple.rawValue)) }

  func write(_ number: Double) {
    beginItem()
    bytes.append(MajorType.simple.rawValue << 5 | SimpleValue.doubleFollows)
    append(number.bitPattern)
  }

  func write(_ text: String) {
    beginItem()
    append(text)
  }

  func write(_ type: MajorType, _ argument: UInt64) {
    beginItem()
    append(type, argument)
  }

  /// Begins a map or an array that is empty so far.
  func begin(_ type: MajorType) -> Container {
    beginItem()
    bytes.append(type.rawValue << 5 | 26)
    let container = Container(position: bytes.count)
    append(UInt32(0))
    open.append(container)
    return container
  }

  /// Makes room for one more item of a container, with its key in a map.
  ///
  /// All that were begun within the container are whole by then.
  func add(_ key: String? = nil, to container: Container) {
    while let last = open.last, last != container { open.removeLast() }
    guard !open.isEmpty, !awaitsItem else {
      hasMixedUp = true
      return
    }
    if let key { append(key) }
    awaitsItem = true
    for place in stride(from: container.position + 3, through: container.position, by: -1) {
      bytes[place] &+= 1
      if bytes[place] != 0 { return }
    }
  }

  private func beginItem() {
    if !awaitsItem { hasMixedUp = true }
    awaitsItem = false
  }

  /// The head of an item: its type, and its argument in as few bytes as it takes.
  private func append(_ type: MajorType, _ argument: UInt64) {
    let high = type.rawValue << 5
    switch argument {
    case ..<24: bytes.append(high | UInt8(argument))
    case ...0xff:
      bytes.append(high | 24)
      bytes.append(UInt8(argument))
    case ...0xffff:
      bytes.append(high | 25)
      append(UInt16(argument))
    case ...0xffff_ffff:
      bytes.append(high | 26)
      append(UInt32(argument))
    default:
      bytes.append(high | 27)
      append(argument)
    }
  }

  private func append(_ text: String) {
    append(.text, UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  private func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}

/// The types of items that are written and read here (RFC 8949, section 3.1).
enum MajorType: UInt8 {
  case unsigned = 0
  /// The argument n stands for -1 - n.
  case negative = 1
  case text = 3
  case array = 4
  case map = 5
  case simple = 7
}

/// The simple values that are written and read here (RFC 8949, section 3.3).
enum SimpleValue: UInt8 {
  case `false` = 20
  case `true` = 21
  case null = 22

  /// What stands in the place of a simple value where eight bytes of a `Double` follow.
  static let doubleFollows: UInt8 = 27
}
