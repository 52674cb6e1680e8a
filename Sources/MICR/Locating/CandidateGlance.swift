import CheckImaging

/// A look at no more than the marks of a candidate, both ways up: most rows of other print can be
/// told from the line by it, in a small part of the time that reading takes.
struct CandidateGlance {
  /// The characters that are likely, read as the picture lies.
  let upright: Int
  /// The same, read upside down.
  let turned: Int
  /// A line may stand here.
  let isPromising: Bool

  init(_ image: GrayImage, _ candidate: LineCandidate, templates: TemplateSets) {
    let geometry = candidate.geometry
    let margin = Self.margin * geometry.moduleWidth(at: geometry.origin)
    let strip = Strip(
      image, along: geometry, from: geometry.fitted.lowerBound - margin,
      to: geometry.fitted.upperBound + margin)
    let set = templates(moduleInPixels: geometry.moduleHeight(at: geometry.origin))
    let found = [strip, strip.upsideDown()].map { LineDecoder($0, templates: set).decode() }
    let likely = found.map { $0.filter { $0.chance > 0.5 && $0.score > 0.5 }.count }
    (upright, turned) = (likely[0], likely[1])
    isPromising = zip(found, likely).contains { found, likely in
      likely >= Self.least && Self.areEnough(found, for: candidate)
    }
  }

  /// Whether the marks of a candidate are characters to a good part; those of other print are not,
  /// though one or the other may look like one.
  static func areEnough(_ found: [DecodedCharacter], for candidate: LineCandidate) -> Bool {
    let certain = found.filter { $0.chance > 0.9 }.count
    return Double(certain) >= leastShare * Double(candidate.marks.count)
  }

  /// A line stands here more likely than not.
  var isLikely: Bool { isPromising && max(upright, turned) >= Self.enough }

  /// It is hardly a line the other way up.
  var isUpright: Bool { upright >= 2 * turned + Self.lead }

  /// It is hardly a line as the picture lies.
  var isUpsideDown: Bool { turned >= 2 * upright + Self.lead }

  /// How far the look reaches beyond the marks, in modules: a window's width and more.
  private static let margin = 12.0
  /// The characters that a promising candidate has; a chain may be a small part of its line.
  private static let least = 3
  /// The share of the marks that are certain characters: of 238 rendered lines, 0.65 and more but for
  /// one at 0.2; of two in five of the other rows that have the least characters, less than 0.2.
  private static let leastShare = 0.2
  /// The least likely characters of a line.
  private static let enough = 5
  /// How many more one way than twice those the other way are enough.
  private static let lead = 2
}
