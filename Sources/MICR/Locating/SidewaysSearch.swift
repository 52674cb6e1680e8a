import CheckImaging

/// The patches of ink that a search for the line has seen, of those thresholds that suit most
/// pictures.
struct SearchedPatches {
  private(set) var all: [[ConnectedComponent]] = []

  mutating func keep(_ patches: [ConnectedComponent]) { all.append(patches) }
}

/// Looks for the line of a picture that was turned by a quarter, where its patches of ink stand in
/// columns as those of a line do in rows.
struct SidewaysSearch {
  private let image: GrayImage
  private let templates: TemplateSets
  private let formats: LineFormats
  private let locator: LineLocator

  init(
    _ image: GrayImage, templates: TemplateSets, formats: LineFormats, locator: LineLocator
  ) {
    self.image = image
    self.templates = templates
    self.formats = formats
    self.locator = locator
  }

  /// The best line of the picture turned clockwise by a quarter, either way up; `nil` where there is
  /// none, or none better than what was found on the picture as it lies.
  ///
  /// The picture is turned only when a column of patches may be a line, and read only when a glance
  /// at it says so.
  func best(of patches: SearchedPatches, betterThan other: FoundLine?) -> FoundLine? {
    var columns: [LineCandidate] = []
    for patches in patches.all {
      let turned = patches.map { $0.turnedClockwise(height: image.height) }
      columns += locator.candidates(in: turned, atMost: Self.mostColumns).filter { column in
        column.score >= Self.leastScore && !columns.contains(where: column.resembles)
      }
    }
    guard !columns.isEmpty else { return nil }
    let turned = image.rotated(quarterTurns: 1)
    guard
      columns.contains(where: {
        CandidateGlance(turned, $0, templates: templates).isLikely
      })
    else { return nil }
    var patches = SearchedPatches()
    let found = LineSearch(turned, templates: templates, formats: formats, locator: locator)
      .best(keeping: &patches)
    guard let found, found.isLine else { return nil }
    guard let other, other.isLine else { return found }
    return found.total > other.total ? found : nil
  }

  /// The columns of a threshold that are looked at.
  private static let mostColumns = 2
  /// The score of a column that is worth a look.
  private static let leastScore = 2.0
}

extension ConnectedComponent {
  /// The same patch once a picture of so many rows is turned clockwise by a quarter.
  fileprivate func turnedClockwise(height: Int) -> ConnectedComponent {
    let last = Int32(height) - 1
    var turned = self
    (turned.minX, turned.maxX) = (last - maxY, last - minY)
    (turned.minY, turned.maxY) = (minX, maxX)
    return turned
  }
}
