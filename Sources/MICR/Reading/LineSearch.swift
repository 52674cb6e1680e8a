import CheckImaging

/// Looks for the line of one picture, the cheap ways first.
struct LineSearch {
  let image: GrayImage
  let templates: TemplateSets
  let formats: LineFormats
  let locator: LineLocator
  private let histogram: GrayHistogram
  /// How much darker than the paper the darkest print is, in grey values.
  private let contrast: Float

  init(
    _ image: GrayImage, templates: TemplateSets, formats: LineFormats, locator: LineLocator
  ) {
    self.image = image
    histogram = GrayHistogram(of: image)
    contrast = Float(histogram.percentile(0.5) - histogram.percentile(0.004))
    self.templates = templates
    self.formats = formats
    self.locator = locator
  }

  /// The best line, or `nil` when nothing looks like one.
  ///
  /// White print on black is looked for only where there is no black print.
  ///
  /// - Parameter patches: The patches of ink that were seen are kept here.
  func best(keeping patches: inout SearchedPatches) -> FoundLine? {
    let found = bestOfDarkPrint(keeping: &patches)
    if let found, found.isLine { return found }
    let light = LineSearch(
      image.inverted(), templates: templates, formats: formats, locator: locator
    ).bestAtFirstSight()
    return light?.total ?? 0 > found?.total ?? 0 ? light : found
  }

  /// The best line of the likeliest rows, in one part; of an inverted picture, where hardly any has
  /// one.
  private func bestAtFirstSight() -> FoundLine? {
    let searches: [() -> BinaryImage] = [
      { BinaryImage(otsu: image, histogram) },
      // A check that lies on something as dark as its print, as it is here.
      { BinaryImage(sauvola: image, radius: radius, k: 0.2) },
    ]
    var best: LineReading?
    var failed: [LineCandidate] = []
    for search in searches {
      let found = reading(
        of: locator.candidates(in: search().connectedComponents(), atMost: 2),
        failed: &failed)
      if let found, rank(found) > best.map(rank) ?? 0 { best = found }
      if best?.isLong == true { break }
    }
    return best.map { FoundLine([$0]) }
  }

  private func bestOfDarkPrint(keeping patches: inout SearchedPatches) -> FoundLine? {
    var best: LineReading?
    var others: [LineCandidate] = []
    var failed: [LineCandidate] = []
    let searches: [(binary: () -> BinaryImage, scale: Double)] = [
      ({ BinaryImage(otsu: image, histogram) }, 1),
      ({ BinaryImage(darkestOf: image, histogram) }, 1),
      ({ BinaryImage(sauvola: image, radius: radius, k: 0.2) }, 1),
      // Faint print, where the darkest of the picture is what the check lies on.
      ({ BinaryImage(sauvola: image, radius: radius, k: 0.1) }, 1),
      // Print of dots, and print among specks.
      ({ BinaryImage(sauvola: image.halved(), radius: radius / 2, k: 0.15) }, 2),
    ]
    for (number, search) in searches.enumerated() {
      if number >= Self.usualSearches, best?.isLong == true { break }
      let seen = search.binary().connectedComponents()
      if number < Self.usualSearches { patches.keep(seen) }
      var candidates = locator.candidates(in: seen, atMost: 6)
      if search.scale != 1 { candidates = candidates.compactMap { $0.scaled(by: search.scale) } }
      let found = reading(
        of: candidates.filter { !failed.contains(where: $0.resembles) }, failed: &failed,
        isLikely: number == 0)
      if let found, rank(found) > best.map(rank) ?? 0 {
        best = found
        others = candidates
      }
      if let best, best.isSettled || best.isStrong { break }
    }
    return best.map { joined($0, others) }
  }

  /// The others are for pictures on which these find no more than a few characters.
  private static let usualSearches = 3

  /// Around a pixel, what Sauvola's method compares it with; about half a character's height.
  private var radius: Int { max(image.width / 70, 8) }

  /// Adds the parts of the line that stand on base lines of their own.
  private func joined(_ main: LineReading, _ candidates: [LineCandidate]) -> FoundLine {
    var parts = [main]
    for (geometry, columns) in candidates.flatMap({ main.rest(of: $0, in: image) }) {
      let part = followed(
        LineReading(image, along: geometry, templates: templates, formats: formats, within: columns)
      ).cut(toWhatIsBeside: parts)
      if let part, part.isGood { parts.append(part) }
    }
    var found = FoundLine(parts)
    if main.isLong, main.isBent, !found.isSettled {
      found = separated(main, candidates, orElse: found)
    }
    guard main.isLong, main.isBent || !found.isSettled else { return found }
    return FoundLine(found.parts + strayed(from: found))
  }

  /// The line in two parts, where its curve was bent towards a field on another base line.
  private func separated(
    _ main: LineReading, _ candidates: [LineCandidate], orElse whole: FoundLine
  ) -> FoundLine {
    var best = whole
    for (piece, _) in main.pieces().reversed() {
      guard let geometry = piece.refitted() else { continue }
      let gap = 2 * geometry.moduleWidth(at: geometry.origin) * E13BGlyph.pitchInModules
      let width = Double(image.width)
      let end = min(max(piece.along(piece.end + gap), 0), width)
      let columns = piece.geometry.isUpsideDown ? end...width : 0...end
      let first = LineReading(
        image, along: geometry, templates: templates, formats: formats, within: columns)
      for (geometry, columns) in candidates.flatMap({ first.rest(of: $0, in: image) }) {
        let part = followed(
          LineReading(
            image, along: geometry, templates: templates, formats: formats, within: columns)
        ).cut(toWhatIsBeside: [first])
        guard let part, part.isGood else { continue }
        let found = FoundLine([first, part])
        if found.isSettled && !found.hasLost(from: best) { return found }
        if found.total > best.total { best = found }
      }
    }
    return best
  }

  /// The part of a line on bent paper that lies above or below where the rest leads to.
  private func strayed(from line: FoundLine) -> [LineReading] {
    guard let main = line.parts.max(by: { $0.total < $1.total }) else { return [] }
    let module = main.geometry.moduleHeight(at: main.geometry.origin)
    var found: [LineReading] = []
    for columns in line.columnsBeside(in: image) {
      for offset in [-8.0, -6, -4, 4, 6, 8] {
        var geometry = main.geometry
        geometry.center.coefficients[0] += offset * module
        let first = LineReading(
          image, along: geometry, templates: templates, formats: formats, within: columns)
        guard first.isGood else { continue }
        if let part = followed(first).cut(toWhatIsBeside: line.parts) { found.append(part) }
      }
    }
    return found.filter(\.isGood).max { $0.total < $1.total }.map { [$0] } ?? []
  }

  private func rank(_ reading: LineReading) -> Float { reading.rank(besideContrast: contrast) }

  /// Reads every candidate once that may be a line, and refines the best two.
  ///
  /// - Parameters:
  ///   - failed: The candidates of which nothing came are added to these.
  ///   - isLikely: Whether the first candidate is read without a glance: on most checks it is the
  ///     line.
  private func reading(
    of candidates: [LineCandidate], failed: inout [LineCandidate], isLikely: Bool = false
  ) -> LineReading? {
    var first: [LineReading] = []
    for (index, candidate) in candidates.enumerated() {
      let glance =
        isLikely && index == 0 ? nil : CandidateGlance(image, candidate, templates: templates)
      guard glance?.isPromising != false else {
        failed.append(candidate)
        continue
      }
      let reading = reading(of: candidate.geometry, glance)
      if reading.isSettled { return reading }
      let isLine =
        reading.isPlausible && reading.characters.count >= 4
        && CandidateGlance.areEnough(reading.characters, for: candidate)
      if !isLine || reading.total < Self.leastTotal { failed.append(candidate) }
      guard isLine else { continue }
      first.append(reading)
      if reading.isStrong { break }
    }
    first.sort { rank($0) > rank($1) }
    var best: LineReading?
    for reading in first.prefix(2) {
      let refined = refined(reading)
      if rank(refined) > best.map(rank) ?? 0 { best = refined }
      if refined.isSettled { return refined }
    }
    return best
  }

  /// The better of the readings both ways up, or the one that is settled; only one of them where a
  /// glance or the first of them tells which way up the line is.
  private func reading(of geometry: LineGeometry, _ glance: CandidateGlance?) -> LineReading {
    if glance?.isUpsideDown == true {
      return LineReading(
        image, along: geometry.upsideDown(), templates: templates, formats: formats)
    }
    let upright = LineReading(
      image, along: geometry, templates: templates, formats: formats)
    if glance?.isUpright == true || upright.isSettled || upright.isCertainlyUpright {
      return upright
    }
    let turned = LineReading(
      image, along: geometry.upsideDown(), templates: templates, formats: formats)
    return turned.total > upright.total ? turned : upright
  }

  /// A reading with less is not worth another look with another threshold.
  private static let leastTotal: Float = 0.6

  /// Fits the geometry to the characters found and reads again, for as long as that helps.
  private func refined(_ first: LineReading) -> LineReading {
    var best = followed(first)
    guard !best.isSettled, best.characters.count >= 6, best.total > 0.5 else { return best }
    // The height of a few marks is known to a pixel only, which is much in a coarse picture.
    for factor in [0.93, 1.07] {
      let scaled = best.geometry.scaled(height: factor)
      let next = LineReading(image, along: scaled, templates: templates, formats: formats)
      if next.total > best.total + 0.02 { return followed(next) }
      if next.isSettled && !next.hasLost(from: best) { best = next }
    }
    return best
  }

  private func followed(_ first: LineReading) -> LineReading {
    var best = first
    var last = first
    for _ in 0..<3 {
      guard !best.isSettled, let geometry = last.refitted() else { break }
      let next = LineReading(
        image, along: geometry, templates: templates, formats: formats, within: last.columns)
      let isBetter = next.total > best.total || (next.isSettled && !next.hasLost(from: best))
      guard isBetter || next.total > 0.9 * best.total else { break }
      let isEnough = abs(next.total - last.total) < 0.02
      last = next
      if isBetter { best = next }
      if isEnough { break }
    }
    return best
  }
}

extension BinaryImage {
  /// Takes what is nearer to the darkest print than to the paper for ink.
  ///
  /// On paper with a strong pattern, Otsu's method divides the pattern; the print is too little of
  /// the picture to count.
  init(darkestOf image: GrayImage, _ histogram: GrayHistogram) {
    let dark = histogram.percentile(0.004)
    let paper = histogram.percentile(0.5)
    self.init(image, upTo: UInt8(min(max(dark + (paper - dark) * 2 / 5, 0), 255)))
  }
}

extension FoundLine {
  /// Whether no other line of the picture can be better, whichever way it is turned.
  var isBeyondDoubt: Bool { isLine && (isSettled || parts.contains(where: \.isStrong)) }
}
