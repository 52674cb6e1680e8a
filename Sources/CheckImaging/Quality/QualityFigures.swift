/// What can be told of a picture before anything on it is read: the ``QualityMeasure``s of it.
public struct QualityFigures: Sendable, Hashable {
  /// The number of each measure, to four digits; one that this picture does not have is absent.
  public private(set) var values: [QualityMeasure: Double]

  /// Whether there is nothing on the picture: too little contrast for print, or hardly any ink.
  public var isBlank: Bool

  /// Below this many grey values between dark and light there is no print to be seen.
  static let leastContrast = 24.0

  /// A check has more ink than this share of its pixels: a MICR line alone is some 0.5%.
  static let leastInkShare = 0.0005

  /// A fifth of a picture at least is paper, also where much of it is a dark ground.
  private static let paperShare = 0.8

  /// The share of pixels that the darkest print has, also where much else is empty.
  private static let darkShare = 0.002

  /// Measures a picture.
  public init(measuring image: GrayImage) {
    self.init(measuring: GrayScales(image))
  }

  /// Measures a picture whose smaller copies are made and whose grey values are counted already.
  public init(measuring scales: GrayScales) {
    let (image, histogram) = (scales.full, scales.histogram)
    let (short, long) = (min(image.width, image.height), max(image.width, image.height))
    let light = histogram.percentile(0.99)
    let paper = histogram.percentile(Self.paperShare)
    let noise = NoiseMeasure.deviation(of: image)
    values = [
      .longSide: Double(long), .aspect: Double(long) / Double(short),
      .brightness: Double(paper),
      .contrast: Double(light - histogram.percentile(Self.darkShare)),
      // Coarse grain, and specks of several pixels, are finer at half the size.
      .noise: max(noise, NoiseMeasure.deviation(of: scales.half)),
      .specks: NoiseMeasure.specks(of: image, noise: noise)
        + NoiseMeasure.specks(of: scales.half, noise: noise / 2) / 4,
      .streaks: StreakMeasure.meanDepth(of: scales.half, noise: noise),
      .missingCorner: CornerMeasure.missing(
        of: scales.quarter, paper: Double(paper), noise: noise),
      .emptyEdge: EdgeMeasure.empty(
        of: scales.quarter, contrast: Double(light - histogram.percentile(Self.leastInkShare)),
        noise: noise),
    ]
    values = values.mapValues(\.roundedToFourDigits)
    // A sparse line of print is less than a hundredth of the pixels, so ink is sought further down.
    let contrast = Double(light - histogram.percentile(Self.leastInkShare))
    guard contrast >= Self.leastContrast else {
      isBlank = true
      return
    }
    let ink = histogram.counts.prefix(max(histogram.otsuThreshold + 1, 0)).reduce(0, +)
    let inkShare = Double(ink) / Double(histogram.total)
    isBlank = inkShare < Self.leastInkShare
    self[.inkShare] = inkShare
    self[.focus] = Double(FocusMeasure.steepStep(of: image, contrast: contrast)) / contrast
    self[.skew] = SkewMeasure.degrees(of: scales, contrast: contrast)
  }

  /// The number of a measure; setting is for those that pixels do not tell.
  public subscript(measure: QualityMeasure) -> Double? {
    get { values[measure] }
    set { values[measure] = newValue?.roundedToFourDigits }
  }
}

extension QualityFigures: Codable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
    static let isBlank = Key(stringValue: "isBlank")
  }

  /// Reads figures; measures that were unknown when they were written are absent.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    isBlank = try container.decode(Bool.self, forKey: .isBlank)
    values = [:]
    for measure in QualityMeasure.allCases {
      values[measure] = try container.decodeIfPresent(
        Double.self, forKey: Key(stringValue: measure.rawValue))
    }
  }

  /// Writes the figures, each under the name of its measure.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(isBlank, forKey: .isBlank)
    for (measure, value) in values {
      try container.encode(value, forKey: Key(stringValue: measure.rawValue))
    }
  }
}

extension Double {
  fileprivate var roundedToFourDigits: Double {
    guard isFinite, abs(self) < 1e9 else { return self }
    return (self * 10_000).rounded() / 10_000
  }
}
