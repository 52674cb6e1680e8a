import Drawing

/// Where things stand on the rear of a check, with the endorsement at its left end.
struct RearLayout {
  let design: CheckDesign
  let endorsement: [String]
  let isSigned: Bool

  func draw(on page: inout Page) {
    let (wide, tall) = (design.widthInInches, design.heightInInches)
    page.print(.rearPrint) { sheet in
      label("ENDORSE HERE", 0.2, &sheet)
      for line in 0..<3 {
        let x = 0.55 + Double(line) * 0.38
        sheet.line(Point(x, 0.25), Point(x, tall - 0.25))
      }
      label("DO NOT WRITE, STAMP OR SIGN BELOW THIS LINE", 1.56, &sheet)
      sheet.line(Point(1.6, 0.15), Point(1.6, tall - 0.15), width: 0.012)
      for row in 0..<3 {
        sheet.text(
          "ORIGINAL DOCUMENT  ~  SAMPLE, NOT NEGOTIABLE",
          at: Point((wide + 1.6) / 2, tall * (0.3 + 0.2 * Double(row))),
          .printed(0.07, weight: 0.1), anchor: .center, maxWidth: wide - 2.2)
      }
    }
    page.print(.pen) { sheet in
      for (index, line) in endorsement.prefix(2).enumerated() {
        sheet.text(
          line, at: Point(0.515 + Double(index) * 0.38, tall / 2), .written(0.12),
          anchor: .center, maxWidth: tall - 0.6, quarterTurns: 3)
      }
      guard isSigned else { return }
      let strokes = Signature.strokes(
        left: 0, base: 0, width: tall * 0.62, height: 0.3, seed: design.seed &+ 1)
      for stroke in strokes {
        let turned = stroke.map { Point(1.28 + $0.y, tall * 0.81 - $0.x) }
        sheet.curve(turned, width: 0.011)
      }
    }
  }

  private func label(_ text: String, _ x: Double, _ sheet: inout Sheet) {
    sheet.text(
      text, at: Point(x, design.heightInInches / 2), .printed(0.055, weight: 0.13),
      anchor: .center, maxWidth: design.heightInInches - 0.4, quarterTurns: 3)
  }
}
