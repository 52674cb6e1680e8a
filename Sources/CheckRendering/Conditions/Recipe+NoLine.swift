import CheckImaging
import Drawing
import MICR

extension Recipe {
  /// What is taken for a check and has no line.
  private enum Subject: CaseIterable {
    case back, blank, letter, otherFigures, border
  }

  /// A picture without a line, captured in the way of one of the other conditions.
  mutating func pictureWithoutLine() -> GrayImage {
    var capture = captured()
    let subject = Subject.allCases.randomElement(using: &generator) ?? .blank
    var design = capture.design(
      for: PrintedLine(print: MICRPrint(text: ""), fields: MICRFields(), layout: .usPersonal))
    let image: ColorImage
    switch subject {
    case .back:
      design.overprint = Overprint()
      image = CheckRenderer.renderRear(design)
    case .blank:
      image = BackgroundPainter.page(for: design).image
    case .letter:
      image = letter(on: design)
    case .otherFigures:
      design.overprint.numbersAbove = 3
      image = CheckRenderer.render(design)
    case .border:
      design.overprint.ornament = chance(0.8) ? .border : .box
      image = CheckRenderer.render(design)
    }
    let degradations = capture.degradations(dpi: design.dpi)
    return degradations.apply(to: GrayImage(lumaOf: image), using: &generator)
  }

  /// A page of words and figures from the top to the bottom.
  private mutating func letter(on design: CheckDesign) -> ColorImage {
    var page = BackgroundPainter.page(for: design)
    let words = FictionalNames.memos + FictionalNames.companies + FictionalNames.towns
    let size = any(0.06...0.11)
    var lines: [String] = []
    for _ in 0..<Int(design.heightInInches / (size * 1.8)) - 1 {
      let parts = (0..<Int.random(in: 2...7, using: &generator)).map { _ in
        chance(0.3)
          ? String(Int.random(in: 0...99_999_999, using: &generator))
          : words.randomElement(using: &generator) ?? ""
      }
      lines.append(parts.joined(separator: " "))
    }
    page.print(.print) { sheet in
      for (index, line) in lines.enumerated() {
        sheet.text(
          line, at: Point(0.3, 0.3 + Double(index) * size * 1.8), .printed(size, weight: 0.13),
          maxWidth: design.widthInInches - 0.6)
      }
    }
    return page.image
  }
}
