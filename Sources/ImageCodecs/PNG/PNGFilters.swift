/// The row filters of PNG (ISO/IEC 15948, clause 9), undone in place.
enum PNGFilters {
  private typealias Bytes = UnsafeMutablePointer<UInt8>

  /// Undoes the filter of each row and drops the byte that names it; `false` when one names none.
  ///
  /// - Parameters:
  ///   - rows: The rows of 8-bit samples, each behind the byte that names its filter.
  ///   - rowCount: The bytes of a row without that one.
  ///   - channels: How many bytes lie between a sample and its neighbour on the left.
  static func undo(_ rows: inout [UInt8], rowCount: Int, channels: Int) -> Bool {
    let height = rows.count / (rowCount + 1)
    // Above the first row lies black.
    let black = [UInt8](repeating: 0, count: rowCount)
    let areGood = rows.withUnsafeMutableBufferPointer { rows in
      black.withUnsafeBufferPointer { black in
        guard let first = rows.baseAddress, let black = black.baseAddress else { return false }
        for y in 0..<height {
          let filtered = first + y * (rowCount + 1)
          let row = first + y * rowCount
          let above = y == 0 ? black : UnsafePointer(row - rowCount)
          // Each byte moves to the left, so none is written before it is read.
          let isGood = undo(filtered[0], filtered + 1, above, into: row, rowCount, channels)
          guard isGood else { return false }
        }
        return true
      }
    }
    if areGood { rows.removeLast(rows.count - height * rowCount) }
    return areGood
  }

  private static func undo(
    _ filter: UInt8, _ filtered: Bytes, _ above: UnsafePointer<UInt8>, into row: Bytes,
    _ count: Int, _ channels: Int
  ) -> Bool {
    switch filter {
    case 0: row.update(from: filtered, count: count)
    case 1: predicted(filtered, above, into: row, count, channels) { left, _, _ in left }
    case 2: for x in 0..<count { row[x] = filtered[x] &+ above[x] }
    case 3:
      predicted(filtered, above, into: row, count, channels) { left, up, _ in (left + up) >> 1 }
    case 4: predicted(filtered, above, into: row, count, channels, paeth)
    default: return false
    }
    return true
  }

  /// Adds to each byte what its neighbours predict.
  @inline(__always)
  private static func predicted(
    _ filtered: Bytes, _ above: UnsafePointer<UInt8>, into row: Bytes, _ count: Int,
    _ channels: Int, _ predict: (_ left: Int32, _ up: Int32, _ upLeft: Int32) -> Int32
  ) {
    if channels == 1 {
      // What was just written is kept at hand, since each byte waits for the one before.
      var (left, upLeft): (Int32, Int32) = (0, 0)
      for x in 0..<count {
        let up = Int32(above[x])
        let value =
          filtered[x] &+ UInt8(truncatingIfNeeded: predict(left, up, upLeft))
        row[x] = value
        (left, upLeft) = (Int32(value), up)
      }
      return
    }
    for x in 0..<count {
      let isFirst = x < channels
      let left = isFirst ? 0 : Int32(row[x &- channels])
      let upLeft = isFirst ? 0 : Int32(above[x &- channels])
      row[x] =
        filtered[x] &+ UInt8(truncatingIfNeeded: predict(left, Int32(above[x]), upLeft))
    }
  }

  /// The neighbour nearest to `left + up - upLeft`, of equals the left and then the upper one; put
  /// so that nothing branches.
  @inline(__always)
  private static func paeth(_ left: Int32, _ up: Int32, _ upLeft: Int32) -> Int32 {
    let low = min(left, up)
    let high = max(left, up)
    let bound = 3 &* upLeft &- (left &+ up)
    let orLow = high <= bound ? low : upLeft
    return bound <= low ? high : orLow
  }
}
