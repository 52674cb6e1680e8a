/// What the paper lost, and what dirt on a scanner's glass draws across its picture.
public struct Damage: Codable, Sendable, Hashable {
  /// How many streaks run across the picture from left to right, from 0 to 50.
  public var streaks: Int
  /// What a streak takes from each grey, from -255 (lighter) to 255 (darker).
  public var streakDepth: Double
  /// How thick a streak is, in pixels from 1 to 20.
  public var streakThickness: Int
  /// The legs of a corner that is folded or torn off, as a share of the shorter side, from 0 to 0.9.
  public var missingCorner: Double
  /// How much longer the upright leg of that corner is than the level one, from 0.3 to 3.
  public var cornerRatio: Double
  /// The grey that shows where the corner is missing.
  public var cornerGray: UInt8
  /// The share of the picture, from the bottom, that was lost on its way; from 0 to 1.
  public var lost: Double
  /// The grey of what was lost.
  public var lostGray: UInt8
  /// What lies over the paper.
  public var marks: [Mark]
  /// What the scanner draws over its picture.
  public var bands: [Mark]
  /// The share of the picture that is cut off at the left, from 0 to 0.45.
  public var cutLeft: Double
  /// The share of it that is cut off at the right, from 0 to 0.45.
  public var cutRight: Double

  /// Makes a damage; what is not given is whole.
  public init(
    streaks: Int = 0, streakDepth: Double = 90, streakThickness: Int = 2,
    missingCorner: Double = 0, cornerRatio: Double = 1, cornerGray: UInt8 = 0, lost: Double = 0,
    lostGray: UInt8 = 128, marks: [Mark] = [], bands: [Mark] = [], cutLeft: Double = 0,
    cutRight: Double = 0
  ) {
    self.streaks = streaks
    self.streakDepth = streakDepth
    self.streakThickness = streakThickness
    self.missingCorner = missingCorner
    self.cornerRatio = cornerRatio
    self.cornerGray = cornerGray
    self.lost = lost
    self.lostGray = lostGray
    self.marks = marks
    self.bands = bands
    self.cutLeft = cutLeft
    self.cutRight = cutRight
  }

  /// The planes with what was put on the paper.
  func wear(_ planes: inout [Plane]) {
    for mark in marks { mark.draw(on: &planes) }
  }

  /// The planes with a corner less; which one is random.
  func tear(_ planes: inout [Plane], using generator: inout some RandomNumberGenerator) {
    guard missingCorner > 0 else { return }
    let (width, height) = (planes[0].width, planes[0].height)
    let (isRight, isBottom) = (
      Bool.random(using: &generator), Bool.random(using: &generator)
    )
    let leg = missingCorner.within(0...0.9) * Double(min(width, height))
    let ratio = cornerRatio.within(0.3...3).squareRoot()
    let (across, down) = (leg / ratio, leg * ratio)
    for row in 0..<min(height, Int(down)) {
      let length = min(width, Int(across * (1 - Double(row) / down)))
      let y = isBottom ? height - 1 - row : row
      let start = y * width + (isRight ? width - length : 0)
      for index in planes.indices {
        for at in start..<start + length { planes[index].samples[at] = cornerGray }
      }
    }
  }

  /// The planes as a scanner gives them: with its streaks, and without what it lost.
  func scan(_ planes: inout [Plane], using generator: inout some RandomNumberGenerator) {
    let (width, height) = (planes[0].width, planes[0].height)
    for _ in 0..<max(0, min(streaks, 50)) {
      let first = Int.random(in: 0..<height, using: &generator)
      for row in first..<min(height, first + max(1, min(streakThickness, 20))) {
        for index in planes.indices {
          for at in row * width..<(row + 1) * width {
            planes[index].samples[at] = UInt8(
              clamping: Double(planes[index].samples[at]) - streakDepth)
          }
        }
      }
    }
    let kept = height - Int((lost.within(0...1) * Double(height)).rounded())
    for index in planes.indices {
      for at in kept * width..<height * width { planes[index].samples[at] = lostGray }
    }
    for band in bands { band.draw(on: &planes) }
    let first = Int((cutLeft.within(0...0.45) * Double(width)).rounded())
    let end = max(first + 1, width - Int((cutRight.within(0...0.45) * Double(width)).rounded()))
    if first > 0 || end < width { planes = planes.map { $0.columns(first..<end) } }
  }
}
