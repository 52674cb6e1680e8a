/// A TIFF of one little-endian directory, whose entries may say anything.
struct HostileTIFF {
  /// A tag with its type, the number of its values, and its value or where the values are.
  struct Entry {
    var tag: Int
    var type = 4
    var count = 1
    var value: Int
  }

  /// A grey picture of 12 x 9 in one strip.
  static let gray: [Int: Entry] = Dictionary(
    uniqueKeysWithValues: [
      (256, 12), (257, 9), (258, 8), (259, 1), (262, 1), (277, 1), (278, 9), (279, 108),
    ].map { ($0.0, Entry(tag: $0.0, value: $0.1)) })

  var entries = Self.gray
  var data = (0..<108).map { UInt8($0) }
  /// Where the file says that the next directory is.
  var next = 0

  /// Sets tags to single values.
  func with(_ values: [Int: Int], data: [UInt8]? = nil) -> HostileTIFF {
    with(values.map { Entry(tag: $0.key, value: $0.value) }, data: data)
  }

  func with(_ changes: [Entry], data: [UInt8]? = nil) -> HostileTIFF {
    var file = self
    for entry in changes { file.entries[entry.tag] = entry }
    if let data { file.data = data }
    return file
  }

  func without(_ tags: Int...) -> HostileTIFF {
    var file = self
    for tag in tags { file.entries[tag] = nil }
    return file
  }

  /// Header, directory and data.
  ///
  /// The strip or tile is the data, unless an entry says otherwise.
  var bytes: [UInt8] {
    let isTiled = entries[322] != nil
    var entries = entries
    let place = isTiled ? 324 : 273
    let count = entries.count + (entries[place] == nil ? 1 : 0)
    let start = 8 + 2 + 12 * count + 4
    entries[place] = entries[place] ?? Entry(tag: place, value: start)
    var result: [UInt8] = [0x49, 0x49, 42, 0] + number(8, 4) + number(count, 2)
    for entry in entries.values.sorted(by: { $0.tag < $1.tag }) {
      result += number(entry.tag, 2) + number(entry.type, 2)
      result += number(entry.count, 4) + number(entry.value, 4)
    }
    return result + number(next, 4) + data
  }

  private func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
