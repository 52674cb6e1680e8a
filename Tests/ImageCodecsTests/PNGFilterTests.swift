import Testing

@testable import ImageCodecs

/// Rows filtered by the book, undone by this package and by libpng.
@Suite struct PNGFilterTests {
  @Test(arguments: [1, 3], [1, 2, 3, 61, 130])
  func everyFilterIsUndoneAsByLibPNG(channels: Int, width: Int) throws {
    var generator = SplitMix(state: UInt64(width * channels))
    let (height, rowCount) = (23, width * channels)
    let samples = (0..<height * rowCount).map { _ in
      // Flat stretches among noise, where predictors are equal.
      Bool.random(using: &generator) ? UInt8(200) : UInt8.random(in: 0...255, using: &generator)
    }
    let filters = (0..<height).map { UInt8($0 % 5) }
    let rows = Self.filtered(samples, filters, rowCount: rowCount, channels: channels)
    let png = Self.png(rows, width: width, height: height, channels: channels)
    let info = try ImageDecoder.inspect(png)
    let chunks = try PNGChunks(of: png, info: info)

    guard case .bytes(let fast, channels)? = FastPNG.decode(chunks, info: info) else {
      Issue.record("not taken")
      return
    }
    #expect(fast == samples)
    guard case .bytes(let byLibPNG, channels) = try LibPNG.decode(png, info: info) else {
      Issue.record("libpng gave other samples")
      return
    }
    #expect(byLibPNG == samples)
  }

  @Test func whatIsNotPlainOrNotWholeIsLeftToLibPNG() throws {
    let rows = [UInt8](repeating: 0, count: 2 * 5)
    let whole = Self.png(rows, width: 4, height: 2, channels: 1)
    let info = try ImageDecoder.inspect(whole)
    let isTaken = { (png: [UInt8]) in
      FastPNG.decode(try PNGChunks(of: png, info: info), info: info) != nil
    }
    #expect(try isTaken(whole))
    var unknownFilter = rows
    unknownFilter[5] = 5
    for rows in [unknownFilter, rows.dropLast(), rows + [0]] {
      #expect(try !isTaken(Self.png(Array(rows), width: 4, height: 2, channels: 1)))
    }
    let clear = TestPNG(
      width: 4, height: 2, bitDepth: 8, colorType: 0, chunks: [("tRNS", [0, 0])]
    ) { _, _, _ in 0 }
    #expect(try !isTaken(clear.bytes))
    let interlaced = TestPNG(
      width: 4, height: 2, bitDepth: 8, colorType: 0, isInterlaced: true
    ) { _, _, _ in 0 }
    #expect(try !isTaken(interlaced.bytes))
  }

  private static func filtered(
    _ samples: [UInt8], _ filters: [UInt8], rowCount: Int, channels: Int
  ) -> [UInt8] {
    var result: [UInt8] = []
    for (y, filter) in filters.enumerated() {
      result.append(filter)
      for x in 0..<rowCount {
        let at = { (x: Int, y: Int) in x < 0 || y < 0 ? 0 : Int(samples[y * rowCount + x]) }
        let (left, up) = (at(x - channels, y), at(x, y - 1))
        let upLeft = at(x - channels, y - 1)
        let predicted =
          switch filter {
          case 1: left
          case 2: up
          case 3: (left + up) / 2
          case 4: paeth(left, up, upLeft)
          default: 0
          }
        result.append(UInt8(truncatingIfNeeded: at(x, y) - predicted))
      }
    }
    return result
  }

  /// As the standard writes it.
  private static func paeth(_ left: Int, _ up: Int, _ upLeft: Int) -> Int {
    let estimate = left + up - upLeft
    let distances = [left, up, upLeft].map { abs(estimate - $0) }
    if distances[0] <= distances[1] && distances[0] <= distances[2] { return left }
    return distances[1] <= distances[2] ? up : upLeft
  }

  private static func png(_ rows: [UInt8], width: Int, height: Int, channels: Int) -> [UInt8] {
    let header =
      TestPNG.big32(width) + TestPNG.big32(height) + [8, channels == 3 ? 2 : 0, 0, 0, 0]
    return PNGHeader.signature + TestPNG.chunk("IHDR", header)
      + TestPNG.chunk("IDAT", TestPNG.zlibStored(rows)) + TestPNG.chunk("IEND", [])
  }
}
