/// The sums of the grey values, and of their squares, over blocks of 4 by 4 pixels.
struct BlockSums {
  static let side = 4

  let columns: Int
  let rows: Int
  private let width: Int
  private let height: Int
  private var sums: [UInt32]
  private var squares: [UInt32]

  init(of image: GrayImage) {
    (width, height) = (image.width, image.height)
    columns = (width + Self.side - 1) / Self.side
    rows = (height + Self.side - 1) / Self.side
    sums = [UInt32](repeating: 0, count: columns * rows)
    squares = sums
    var rowSums = RowSums(columns: columns * Self.side)
    image.pixels.withUnsafeBufferPointer { pixels in
      for row in 0..<rows {
        rowSums.clear()
        for y in row * Self.side..<min((row + 1) * Self.side, height) {
          rowSums.add(pixels, from: y &* width, width)
        }
        let first = row * columns
        Self.fold(rowSums.values, into: &sums, from: first, columns)
        Self.fold(rowSums.squares, into: &squares, from: first, columns)
      }
    }
  }

  /// Adds up each four columns of a row of blocks.
  private static func fold(
    _ columnSums: [UInt32], into blocks: inout [UInt32], from first: Int, _ columns: Int
  ) {
    columnSums.withUnsafeBufferPointer { columnSums in
      blocks.withUnsafeMutableBufferPointer { blocks in
        for column in 0..<columns {
          let x = column &* side
          blocks[first &+ column] =
            columnSums[x] &+ columnSums[x &+ 1] &+ columnSums[x &+ 2] &+ columnSums[x &+ 3]
        }
      }
    }
  }

  /// For each block, the grey value below which a pixel of it is ink.
  func sauvolaThresholds(blockRadius radius: Int, k: Float) -> [UInt8] {
    var thresholds = [UInt8](repeating: 0, count: columns * rows)
    var around = BlockSurroundings(columns: columns, radius: radius)
    let pixelColumns = (0..<columns).map { Float(span($0, radius, of: columns, pixels: width)) }
    for row in 0..<min(radius, rows) { around.add(sums, squares, from: row * columns, sign: 1) }
    for row in 0..<rows {
      if row + radius < rows {
        around.add(sums, squares, from: (row + radius) * columns, sign: 1)
      }
      if row - radius - 1 >= 0 {
        around.add(sums, squares, from: (row - radius - 1) * columns, sign: 0 &- 1)
      }
      around.slide()
      let pixelRows = Float(span(row, radius, of: rows, pixels: height))
      let place = row * columns..<(row + 1) * columns
      thresholds.withUnsafeMutableBufferPointer { thresholds in
        around.threshold(
          pixelRows, pixelColumns, k: k,
          into: UnsafeMutableBufferPointer(rebasing: thresholds[place]))
      }
    }
    return thresholds
  }

  /// How many pixels the blocks around one cover along an axis.
  private func span(_ block: Int, _ radius: Int, of blocks: Int, pixels: Int) -> Int {
    min((block + radius + 1) * Self.side, pixels) - max(block - radius, 0) * Self.side
  }
}

/// The sums of the columns of a few rows of pixels: added up so, many columns go at a time.
private struct RowSums {
  var values: [UInt32]
  var squares: [UInt32]

  init(columns: Int) {
    values = [UInt32](repeating: 0, count: columns)
    squares = values
  }

  mutating func clear() {
    values.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    squares.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  mutating func add(_ pixels: UnsafeBufferPointer<UInt8>, from start: Int, _ width: Int) {
    values.withUnsafeMutableBufferPointer { values in
      squares.withUnsafeMutableBufferPointer { squares in
        for x in 0..<width {
          let value = UInt32(pixels[start &+ x])
          values[x] &+= value
          squares[x] &+= value &* value
        }
      }
    }
  }
}
