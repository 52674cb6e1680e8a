import Testing

@testable import CheckImaging

/// Dividing ink from paper.
struct ThresholdTests {
  @Test func otsuDividesTwoShades() {
    let image = GrayImage(width: 4, height: 2, pixels: [10, 12, 200, 210, 11, 205, 201, 13])
    #expect((13..<200).contains(GrayHistogram(of: image).otsuThreshold))
    #expect(BinaryImage(otsu: image).ink == [1, 1, 0, 0, 1, 0, 0, 1])
  }

  @Test(arguments: [UInt8(0), 1, 128, 255])
  func aPictureOfOneShadeHasNoInk(gray: UInt8) {
    let image = GrayImage(width: 9, height: 5, gray: gray)
    #expect(BinaryImage(otsu: image).ink.allSatisfy { $0 == 0 })
  }

  @Test func histogramCountsEveryPixel() {
    let pixels = (0..<1001).map { UInt8($0 % 7) }
    let histogram = GrayHistogram(of: GrayImage(width: 143, height: 7, pixels: pixels))
    #expect(histogram.total == 1001)
    #expect(histogram.counts.prefix(8) == [143, 143, 143, 143, 143, 143, 143, 0])
    #expect(histogram.mean == 3)
    #expect(histogram.percentile(0.5) == 3)
    #expect(histogram.percentile(1) == 6)
  }

  /// Runs of one value, at every place among others, and what is left at the end.
  @Test(arguments: [5, 8, 64, 67])
  func histogramCountsRuns(length: Int) {
    for start in 0..<8 {
      var pixels = (0..<length + 20).map { UInt8($0) }
      for index in start..<start + length { pixels[index] = 250 }
      let histogram = GrayHistogram(of: GrayImage(width: pixels.count, height: 1, pixels: pixels))
      #expect(
        histogram.counts.map { UInt8($0) }
          == (0...255).map { value in
            UInt8(pixels.count { $0 == value })
          })
    }
  }

  /// The formula written out, for every pixel of pictures smaller and larger than the square.
  @Test(arguments: [(1, 1), (5, 3), (12, 40), (60, 23)], [1, 4, 15])
  func sauvolaFollowsItsFormula(size: (width: Int, height: Int), radius: Int) {
    let pixels = (0..<size.width * size.height).map { (index: Int) in
      UInt8((index * 97 + index * index * 31) % 256)
    }
    let image = GrayImage(width: size.width, height: size.height, pixels: pixels)
    let binary = BinaryImage(sauvola: image, radius: radius, k: 0.3)
    for y in 0..<size.height {
      for x in 0..<size.width {
        var values: [Double] = []
        for row in max(y - radius, 0)...min(y + radius, size.height - 1) {
          for column in max(x - radius, 0)...min(x + radius, size.width - 1) {
            values.append(Double(image[column, row]))
          }
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        let limit = mean * (1 + 0.3 * (variance.squareRoot() / 128 - 1))
        // Single precision may decide a tie either way.
        guard abs(Double(image[x, y]) - limit) > 0.01 else { continue }
        #expect((binary.ink[y * size.width + x] == 1) == (Double(image[x, y]) < limit))
      }
    }
  }

  /// The same formula over whole blocks of 4 by 4, cut where the picture ends.
  @Test(arguments: [(1, 1), (5, 3), (12, 40), (61, 23)], [4, 15, 120])
  func blockwiseSauvolaFollowsItsFormula(size: (width: Int, height: Int), radius: Int) {
    let pixels = (0..<size.width * size.height).map { (index: Int) in
      UInt8((index * 97 + index * index * 31) % 256)
    }
    let image = GrayImage(width: size.width, height: size.height, pixels: pixels)
    let binary = BinaryImage(blockwiseSauvola: image, radius: radius, k: 0.3)
    for y in 0..<size.height {
      for x in 0..<size.width {
        var values: [Double] = []
        for row in max((y / 4 - radius / 4) * 4, 0)..<min((y / 4 + radius / 4 + 1) * 4, size.height)
        {
          for column in max(
            (x / 4 - radius / 4) * 4, 0)..<min((x / 4 + radius / 4 + 1) * 4, size.width)
          {
            values.append(Double(image[column, row]))
          }
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        let limit = mean * (1 + 0.3 * (variance.squareRoot() / 128 - 1))
        guard abs(Double(image[x, y]) - limit) > 0.1 else { continue }
        #expect((binary.ink[y * size.width + x] == 1) == (Double(image[x, y]) < limit))
      }
    }
  }

  @Test(arguments: [UInt8(0), 1, 128, 255])
  func blockwiseSauvolaFindsNoInkInOneShade(gray: UInt8) {
    let binary = BinaryImage(
      blockwiseSauvola: GrayImage(width: 90, height: 50, gray: gray), radius: 20)
    #expect(binary.ink.allSatisfy { $0 == 0 })
  }

  @Test func sauvolaFindsPrintInUnevenLight() {
    var image = GrayImage(width: 200, height: 40)
    for y in 0..<40 { for x in 0..<200 { image[x, y] = UInt8(50 + x) } }
    for y in 18..<22 { for x in stride(from: 10, to: 190, by: 20) { image[x, y] = UInt8(x / 3) } }
    let binary = BinaryImage(sauvola: image, radius: 10)
    for x in stride(from: 10, to: 190, by: 20) { #expect(binary.ink[20 * 200 + x] == 1) }
    #expect(binary.ink[5 * 200 + 5] == 0)
  }
}
