import Drawing
import Foundation

/// Draws what is put on and around the line.
struct OverprintPainter {
  private let design: CheckDesign
  private var generator: SeededGenerator
  /// Where the middle of the line is, in inches from the top.
  private let middle: Double

  init(_ design: CheckDesign) {
    self.design = design
    generator = SeededGenerator(seed: design.seed ^ 0x0E12)
    middle = design.heightInInches - 5.0 / 16 - design.micrStyle.rise.within(-0.1...1)
  }

  /// What was there when the line was printed, or soaks in below its ink.
  mutating func drawBelowTheLine(on page: inout Page) {
    let overprint = design.overprint
    switch overprint.ornament {
    case .none: break
    case .box: page.print(design.accent) { boxes(&$0) }
    case .border: page.print(design.accent) { border(&$0) }
    }
    for row in 0..<max(0, min(3, overprint.numbersAbove)) {
      page.print(.print) { number(row, &$0) }
    }
    for _ in 0..<max(0, min(4, overprint.stamps)) {
      let ink = Self.stampInks.randomElement(using: &generator) ?? .pen
      page.print(ink) { stamp(&$0) }
    }
  }

  /// What was written over the line.
  mutating func drawOverTheLine(on page: inout Page) {
    for _ in 0..<max(0, min(12, design.overprint.penStrokes)) {
      let isBlack = Bool.random(using: &generator)
      page.print(isBlack ? .print : .pen) { penStroke(&$0) }
    }
  }

  private static let stampInks = [
    InkColor(150, 60, 90), InkColor(90, 90, 170), InkColor(110, 110, 120),
  ]

  private mutating func any(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &generator)
  }

  /// A stroke that falls steeply through the line, or a tail that runs along it.
  private mutating func penStroke(_ sheet: inout Sheet) {
    let isTail = Int.random(in: 0..<3, using: &generator) == 0
    let start = Point(any(0.3...design.widthInInches - 0.5), middle - any(0.1...0.5))
    let run = isTail ? any(0.6...2.2) : any(-0.25...0.35)
    let end = Point(start.x + run, middle + any(isTail ? -0.08...0.1 : 0...0.25))
    let bulge = any(-0.25...0.25)
    let points = (0...30).map { step in
      let along = Double(step) / 30
      let swing = bulge * sin(along * .pi) * (isTail ? 0.4 : 1)
      return Point(
        start.x + (end.x - start.x) * along + swing,
        start.y + (end.y - start.y) * along + swing * (isTail ? 0.5 : 0))
    }
    sheet.curve(points, width: any(0.008...0.022))
  }

  /// A frame, at times a round one, with a word and a date.
  private mutating func stamp(_ sheet: inout Sheet) {
    let size = any(0.07...0.13)
    let word =
      ["PAID", "FOR DEPOSIT ONLY", "RECEIVED", "VOID IF ALTERED", "CLEARED"]
      .randomElement(using: &generator) ?? ""
    let style = TextStyle.printed(size, weight: any(0.12...0.24))
    let half = max(0.4, Sheet.width(of: word, style) / 2 + 0.08)
    let center = Point(
      any(half + 0.1...max(half + 0.2, design.widthInInches - half - 0.1)),
      middle - any(-0.12...0.45))
    sheet.text(word, at: Point(center.x, center.y), style, anchor: .center)
    sheet.text(
      "\(Int.random(in: 1...28, using: &generator)) MAR 2026",
      at: Point(center.x, center.y + size * 1.5), .printed(size * 0.8, weight: 0.16),
      anchor: .center)
    let width = any(0.01...0.022)
    if Bool.random(using: &generator) {
      sheet.frame(
        left: center.x - half, top: center.y - size * 1.7, right: center.x + half,
        bottom: center.y + size * 2.1, width: width)
    } else {
      let ring = (0...60).map { step in
        let angle = Double(step) / 30 * .pi
        return Point(center.x + half * cos(angle), center.y + 0.8 * half * sin(angle))
      }
      sheet.curve(ring, width: width)
    }
  }

  /// Figures of another font, as of forms and accounts, above the line and sometimes close to it.
  private mutating func number(_ row: Int, _ sheet: inout Sheet) {
    let count = Int.random(in: 6...24, using: &generator)
    let figures = (0..<count).map { _ in
      let figure = Int.random(in: 0...12, using: &generator)
      return figure < 10 ? String(figure) : " "
    }
    let size = any(0.07...0.115)
    sheet.text(
      figures.joined(),
      at: Point(
        any(0.2...design.widthInInches * 0.5), middle - 0.12 - Double(row) * 0.16 - any(0...0.05)),
      .printed(size, weight: any(0.1...0.22)), maxWidth: design.widthInInches * 0.6)
  }

  private mutating func boxes(_ sheet: inout Sheet) {
    var left = any(0.08...0.5)
    while left < design.widthInInches - 0.6 {
      let right = min(design.widthInInches - 0.06, left + any(0.8...3.5))
      sheet.frame(
        left: left, top: middle - any(0.09...0.2), right: right, bottom: middle + any(0.09...0.2),
        width: any(0.005...0.016))
      left = right + any(0.02...0.8)
    }
  }

  /// Figures that repeat at the pitch of a line and are about as tall.
  private mutating func border(_ sheet: inout Sheet) {
    let pitch = any(0.08...0.16)
    let height = any(0.07...0.13)
    let base = middle - any(0.14...0.3)
    let kind = Int.random(in: 0..<3, using: &generator)
    for x in stride(from: 0.12, to: design.widthInInches - 0.12 - pitch, by: pitch) {
      switch kind {
      case 0:
        sheet.frame(
          left: x, top: base - height, right: x + pitch * 0.65, bottom: base, width: 0.018)
      case 1:
        sheet.line(
          Point(x, base), Point(x + pitch / 2, base - height), Point(x + pitch, base), width: 0.02)
      default:
        sheet.fill(left: x, top: base - height, right: x + pitch * 0.3, bottom: base)
        sheet.fill(
          left: x + pitch * 0.3, top: base - height * 0.55, right: x + pitch * 0.7,
          bottom: base - height * 0.3)
      }
    }
  }
}
