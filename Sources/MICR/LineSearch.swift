import CheckImaging

/// Looks for the line of one picture, the cheap ways first.
struct LineSearch {
  let image: GrayImage
  let templates: GlyphTemplates
  let locator: LineLocator

  init(_ image: GrayImage, templates: GlyphTemplates, locator: LineLocator) {
    self.image = image
    self.templates = templates
    self.locator = locator
  }

  func best() -> LineReading? {
    var best: LineReading?
    let searches: [() -> BinaryImage] = [
      { BinaryImage(otsu: image) },
      { BinaryImage(sauvola: image, radius: max(image.width / 70, 8), k: 0.2) },
    ]
    for search in searches {
      let found = readings(of: locator.candidates(in: search(), atMost: 5))
      for reading in found where reading.total > best?.total ?? 0 { best = reading }
      if let best, best.isSettled { return best }
    }
    return best
  }

  private func readings(of candidates: [LineGeometry]) -> [LineReading] {
    var result: [LineReading] = []
    for geometry in candidates {
      var reading = LineReading(image, along: geometry, templates: templates)
      if reading.isSettled { return [reading] }
      if !reading.isPromising {
        let turned = LineReading(image, along: geometry.upsideDown(), templates: templates)
        if turned.total > reading.total { reading = turned }
        if reading.isSettled { return [reading] }
      }
      guard reading.characters.count >= 4, reading.total > 0.5 else {
        result.append(reading)
        continue
      }
      for _ in 0..<3 {
        guard let geometry = reading.refitted() else { break }
        let next = LineReading(image, along: geometry, templates: templates)
        guard next.total > reading.total else { break }
        let isEnough = next.total < reading.total + 0.05
        reading = next
        if isEnough { break }
      }
      if reading.isSettled { return [reading] }
      result.append(reading)
    }
    return result
  }
}
