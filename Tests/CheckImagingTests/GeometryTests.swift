import Testing

@testable import CheckImaging

/// Turning, cutting and resizing.
struct GeometryTests {
  private let image = GrayImage(width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6])

  @Test func turnsUpsideDown() {
    #expect(image.rotatedBy180().pixels == [6, 5, 4, 3, 2, 1])
    #expect(image.rotatedBy180().rotatedBy180() == image)
  }

  @Test func exchangesDarkAndLight() {
    #expect(image.inverted().pixels == [254, 253, 252, 251, 250, 249])
  }

  @Test func cutsOutARectangle() {
    let part = image.cropped(to: PixelBox(x: 1, y: 0, width: 2, height: 2))
    #expect(part?.pixels == [2, 3, 5, 6])
    #expect(part?.width == 2)
  }

  @Test func cutsAtTheEdges() {
    #expect(image.cropped(to: PixelBox(x: -5, y: 1, width: 7, height: 9))?.pixels == [4, 5])
    #expect(image.cropped(to: PixelBox(x: 1, y: 0, width: .max, height: .max))?.pixels.count == 4)
    #expect(image.cropped(to: PixelBox(x: 3, y: 0, width: 1, height: 1)) == nil)
    #expect(image.cropped(to: PixelBox(x: 0, y: 0, width: 0, height: 1)) == nil)
  }

  @Test func shrinksByTheMeanOfAreas() {
    let half = GrayImage(width: 4, height: 2, pixels: [0, 10, 20, 30, 20, 30, 40, 50])
      .resized(width: 2, height: 1)
    #expect(half.pixels == [15, 35])
    let third = GrayImage(width: 3, height: 1, pixels: [0, 90, 180]).resized(width: 2, height: 1)
    #expect(third.pixels == [30, 150])
  }

  @Test func halvesByTheMeanOfFour() {
    let half = GrayImage(width: 3, height: 3, pixels: [0, 2, 9, 4, 7, 20, 255, 254, 1]).halved()
    // 13 / 4 and 29 / 2 are rounded, halves up; the last column and row count twice.
    #expect(half == GrayImage(width: 2, height: 2, pixels: [3, 15, 255, 1]))
    #expect(
      GrayImage(width: 1, height: 1, gray: 9).halved() == GrayImage(width: 1, height: 1, gray: 9))
    let wide = GrayImage(width: 64, height: 6, pixels: (0..<384).map { UInt8($0 * 7 % 256) })
    #expect(wide.halved() == wide.resized(width: 32, height: 3))
  }

  @Test func growsByInterpolation() {
    let double = GrayImage(width: 2, height: 1, pixels: [0, 100]).resized(width: 4, height: 1)
    #expect(double.pixels == [0, 25, 75, 100])
  }

  @Test func aFlatPictureStaysFlat() {
    for (width, height) in [(1, 1), (7, 3), (40, 90), (13, 200)] {
      let other = GrayImage(width: 31, height: 77, gray: 201).resized(width: width, height: height)
      #expect(other == GrayImage(width: width, height: height, gray: 201))
    }
  }

  @Test func limitsTheLongSide() {
    let wide = GrayImage(width: 300, height: 100).limited(toLongSide: 150)
    #expect((wide.width, wide.height) == (150, 50))
    let thin = GrayImage(width: 4000, height: 1).limited(toLongSide: 1000)
    #expect((thin.width, thin.height) == (1000, 1))
    #expect(image.limited(toLongSide: 3) == image)
  }

  @Test func rotatesAroundTheCenter() {
    var cross = GrayImage(width: 5, height: 5)
    cross[4, 2] = 0
    // A quarter turn clockwise takes the right end to the bottom.
    let turned = cross.rotated(sine: 1, cosine: 0)
    #expect(turned[2, 4] == 0)
    #expect(turned.pixels.filter { $0 == 0 }.count == 1)
    #expect(cross.rotated(sine: 0, cosine: 1) == cross)
  }

  @Test func quarterTurnsMovePixelsAndBoxesAlike() {
    let (width, height) = (37, 70)
    var image = GrayImage(width: width, height: height)
    let box = PixelBox(x: 3, y: 50, width: 5, height: 2)
    for y in box.y..<box.y + box.height {
      for x in box.x..<box.x + box.width { image[x, y] = UInt8(y * 3 + x) }
    }
    for turns in -4...4 {
      let turned = image.rotated(quarterTurns: turns)
      let moved = box.rotated(quarterTurns: turns, width: width, height: height)
      #expect(turned.width == (turns % 2 == 0 ? width : height))
      #expect(turned.cropped(to: moved) == image.cropped(to: box)?.rotated(quarterTurns: turns))
      #expect(turned.pixels.filter { $0 != 255 }.count == box.width * box.height)
      #expect(turned.rotated(quarterTurns: -turns) == image)
    }
    // Clockwise: what is at the lower left comes to the upper left.
    #expect(image.rotated(quarterTurns: 1)[70 - 1 - 51, 3] == image[3, 51])
  }
}
