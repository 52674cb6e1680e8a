import CheckImaging

extension MICRReading {
  /// Turns what was found into the answer, in pixels of the picture given.
  init(_ found: FoundLine?, scale: Double, image: GrayImage) {
    guard let found, found.isLine else {
      self.init(
        status: .noLine, line: "", fields: nil, characters: [],
        doubts: [.noLine])
      return
    }
    let doubts = LineDoubts(found).all
    let line = found.text
    self.init(
      status: doubts.isEmpty ? .sure : .unsure, line: line,
      fields: MICRFields(parsing: line, formats: found.formats),
      characters: found.parts.flatMap { part in
        part.characters.map {
          ReadCharacter(
            character: String($0.character.rawValue), confidence: $0.confidence,
            secondBest: String($0.second.rawValue),
            box: part.box(of: $0, scale: scale, image: image))
        }
      }, doubts: doubts)
  }
}

extension DecodedCharacter {
  /// ``certainty`` with three decimals.
  var confidence: Double { (Double(certainty) * 1000).rounded() / 1000 }
}

extension FoundLine {
  /// Whether the characters are too many and too good for chance; a border repeats a shape or two.
  var isLine: Bool {
    let all = characters
    let likely = all.filter { $0.chance > 0.9 && $0.score > 0.55 }.count
    return likely >= 5 && 5 * likely >= 3 * all.count && total > 0.6
      && total > Float(all.count) * 0.05 && Set(all.map(\.character)).count > 2
  }
}

extension LineReading {
  /// The box around a character, in pixels of the picture given.
  func box(of found: DecodedCharacter, scale: Double, image: GrayImage) -> PixelBox {
    let glyph = E13BGlyph(found.character)
    let left = strip.pictureX[max(found.column - glyph.width + 1, 0)]
    let right = strip.pictureX[found.column]
    let x = (left + right) / 2
    let step = geometry.moduleHeight(at: x) / Double(Strip.scale)
    let direction = geometry.isUpsideDown ? -1.0 : 1.0
    let middle = geometry.center(at: x).y + Double(found.shift) * step * direction
    let bottom = Double(E13BGlyph.lineHeight / 2 - glyph.bottom) * step * direction
    let top = bottom - Double(glyph.height) * step * direction
    let half = geometry.moduleWidth(at: x) / Double(Strip.scale) / 2
    let columns = Self.pixels(
      from: (min(left, right) - half) * scale, to: (max(left, right) + half) * scale,
      below: image.width)
    let rows = Self.pixels(
      from: (middle + min(top, bottom)) * scale, to: (middle + max(top, bottom)) * scale,
      below: image.height)
    return PixelBox(x: columns.first, y: rows.first, width: columns.count, height: rows.count)
  }

  private static func pixels(
    from low: Double, to high: Double, below limit: Int
  ) -> (first: Int, count: Int) {
    let first = min(max(Int(low.rounded(.down)), 0), limit - 1)
    let last = min(max(Int(high.rounded(.up)) - 1, first), limit - 1)
    return (first, last - first + 1)
  }
}
