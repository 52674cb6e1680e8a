/// The sums over the square around each block of a row of blocks.
struct BlockSurroundings {
  private let radius: Int
  /// Of each column of blocks, over the rows within the radius.
  private var columnSums: [UInt32]
  private var columnSquares: [UInt32]
  /// Of these, over the columns within the radius.
  private var sums: [UInt32]
  private var squares: [UInt32]

  init(columns: Int, radius: Int) {
    self.radius = radius
    columnSums = [UInt32](repeating: 0, count: columns)
    (columnSquares, sums, squares) = (columnSums, columnSums, columnSums)
  }

  /// Adds a row of blocks, or takes it away.
  mutating func add(
    _ blockSums: [UInt32], _ blockSquares: [UInt32], from first: Int, sign: UInt32
  ) {
    Self.add(blockSums, from: first, sign, to: &columnSums)
    Self.add(blockSquares, from: first, sign, to: &columnSquares)
  }

  /// Makes the sums of a row of blocks from those of its columns.
  mutating func slide() {
    Self.slide(columnSums, radius, into: &sums)
    Self.slide(columnSquares, radius, into: &squares)
  }

  /// Gives the grey value below which a pixel is ink, for each block of a row.
  ///
  /// - Parameters:
  ///   - pixelRows: How many rows of pixels lie within the radius.
  ///   - pixelColumns: How many columns of pixels, for each block.
  func threshold(
    _ pixelRows: Float, _ pixelColumns: [Float], k: Float,
    into thresholds: UnsafeMutableBufferPointer<UInt8>
  ) {
    sums.withUnsafeBufferPointer { sums in
      squares.withUnsafeBufferPointer { squares in
        pixelColumns.withUnsafeBufferPointer { pixelColumns in
          for column in 0..<thresholds.count {
            let count = pixelRows * pixelColumns[column]
            let mean = Float(sums[column]) / count
            let variance = Float(squares[column]) / count - mean * mean
            let deviation = (variance > 0 ? variance : 0).squareRoot()
            let limit = mean * (1 + k * (deviation / 128 - 1))
            thresholds[column] = Self.roundedUp(limit)
          }
        }
      }
    }
  }

  /// The next whole number, from 0 to 255; without a branch, so that many go at once.
  @inline(__always)
  private static func roundedUp(_ limit: Float) -> UInt8 {
    let grey = limit < 0 ? 0 : limit > 255 ? 255 : limit
    // Beyond 2^23 a Float has no fraction: the sum is rounded to the nearest whole number.
    let shifted = grey + 0x1p23
    let isBelow = shifted - 0x1p23 < grey
    return UInt8(truncatingIfNeeded: shifted.bitPattern) &+ (isBelow ? 1 : 0)
  }

  private static func add(
    _ blocks: [UInt32], from first: Int, _ sign: UInt32, to columns: inout [UInt32]
  ) {
    blocks.withUnsafeBufferPointer { blocks in
      columns.withUnsafeMutableBufferPointer { columns in
        for x in 0..<columns.count { columns[x] &+= sign &* blocks[first &+ x] }
      }
    }
  }

  private static func slide(_ columns: [UInt32], _ radius: Int, into sums: inout [UInt32]) {
    columns.withUnsafeBufferPointer { columns in
      sums.withUnsafeMutableBufferPointer { sums in
        var sum: UInt32 = 0
        for column in 0..<min(radius, columns.count) { sum &+= columns[column] }
        for column in 0..<columns.count {
          if column + radius < columns.count { sum &+= columns[column + radius] }
          if column - radius - 1 >= 0 { sum &-= columns[column - radius - 1] }
          sums[column] = sum
        }
      }
    }
  }
}
