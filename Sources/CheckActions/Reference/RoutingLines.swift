/// The lines of a directory as they come in, in pieces of any length.
struct RoutingLines {
  private struct Entry {
    var number: Int
    var line: Int
    var start: Int
  }

  /// The first damaged lines.
  private(set) var faults: [RoutingFault] = []
  /// How many lines are damaged in all.
  private(set) var faultCount = 0

  /// Whether the file begins with a byte order mark, of UTF-8 or UTF-16.
  private(set) var hasByteOrderMark = false
  /// Whether the file has no LF, and a CR amid what would be its only line.
  private(set) var hasBareReturns = false

  /// How much of a line is kept, so that one without end takes no memory.
  private static let longestKept = RoutingRecord.length + 2

  private var records: [UInt8] = []
  private var entries: [Entry] = []
  private var rest: [UInt8] = []
  private var restCount = 0
  private var lineNumber = 0

  /// Takes the next piece of the file.
  mutating func take(_ piece: ArraySlice<UInt8>) {
    var start = piece.startIndex
    while let end = piece[start...].firstIndex(of: 0x0A) {
      keep(piece[start..<end])
      endLine()
      start = end + 1
    }
    keep(piece[start...])
  }

  /// Takes what is left after the last line end.
  mutating func end() {
    hasBareReturns = lineNumber == 0 && rest.dropLast().contains(0x0D)
    if restCount > 0 { endLine() }
  }

  /// The records in ascending order, the first lines whose number stands on an earlier one too, and
  /// how many of these there are in all.
  func sorted() -> (bytes: [UInt8], repeated: [RoutingFault], repeatedCount: Int) {
    let sorted = entries.sorted { ($0.number, $0.line) < ($1.number, $1.line) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(records.count)
    var repeated: [(entry: Entry, firstLine: Int)] = []
    var first = Entry(number: -1, line: 0, start: 0)
    for entry in sorted {
      if entry.number == first.number {
        repeated.append((entry, first.line))
      } else {
        first = entry
      }
      bytes.append(contentsOf: records[entry.start..<(entry.start + RoutingDirectory.stride)])
    }
    let firstRepeated = repeated.sorted { $0.entry.line < $1.entry.line }
      .prefix(RoutingDirectoryText.mostNamed)
    let faults = firstRepeated.map { entry, firstLine in
      RoutingFault(
        line: entry.line, field: .routingNumber, value: records[entry.start..<(entry.start + 9)],
        problem: .repeated(firstLine: firstLine))
    }
    return (bytes, faults, repeated.count)
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    restCount += bytes.count
    rest.append(contentsOf: bytes.prefix(max(0, Self.longestKept - rest.count)))
  }

  private mutating func endLine() {
    if lineNumber == 0 {
      hasByteOrderMark = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]].contains {
        rest.starts(with: $0)
      }
    }
    lineNumber += 1
    defer {
      rest.removeAll(keepingCapacity: true)
      restCount = 0
    }
    if restCount == rest.count, rest.last == 0x0D {
      rest.removeLast()
      restCount -= 1
    }
    guard restCount > 0 else { return }
    do throws(RoutingFault) {
      guard RoutingRecord.lengths.contains(restCount) else {
        // A file may have millions of short lines, and a fault takes its time to put in words.
        guard faults.count < RoutingDirectoryText.mostNamed else {
          faultCount += 1
          return
        }
        throw RoutingFault(field: nil, value: rest, problem: .length(restCount))
      }
      let record = try RoutingRecord(line: rest)
      entries.append(
        Entry(
          number: RoutingDirectory.number(record.bytes.prefix(9)) ?? 0, line: lineNumber,
          start: records.count))
      records.append(contentsOf: record.bytes)
      records.append(0x0A)
    } catch {
      faultCount += 1
      guard faults.count < RoutingDirectoryText.mostNamed else { return }
      var fault = error
      fault.line = lineNumber
      faults.append(fault)
    }
  }
}
