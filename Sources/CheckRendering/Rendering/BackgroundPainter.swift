import Drawing
import Foundation

/// Makes the paper of a check.
enum BackgroundPainter {
  static func page(for design: CheckDesign) -> Page {
    var page = Page(
      widthInInches: design.widthInInches, heightInInches: design.heightInInches,
      dpi: design.dpi.within(50...1200)
    ) { down in
      switch design.background {
      case .plain: .white
      case .tinted(let color): color
      case .gradient(let top, let bottom): mix(top, bottom, down)
      case .guilloche(let paper, _): paper
      }
    }
    if case .guilloche(_, let lines) = design.background {
      guilloche(lines, seed: design.seed, on: &page, design)
    }
    return page
  }

  /// Two families of waves whose height swells and sinks along the check.
  private static func guilloche(
    _ color: InkColor, seed: UInt64, on page: inout Page, _ design: CheckDesign
  ) {
    var generator = SeededGenerator(seed: seed ^ 0x6011)
    let phase = Double.random(in: 0..<6, using: &generator)
    let waves = Double.random(in: 1.6...2.6, using: &generator)
    page.print(color) { sheet in
      let (wide, tall) = (design.widthInInches, design.heightInInches)
      for family in 0..<2 {
        let sign = family == 0 ? 1.0 : -1.0
        for line in 0..<14 {
          let middle = tall * (Double(line) + 0.5) / 14
          let points = stride(from: 0, through: wide + 0.05, by: 0.05).map { x in
            let angle = 2 * Double.pi * waves * x + phase + Double(line) * 0.55 * sign
            let swell = 0.09 + 0.05 * sin(x * 1.3 + phase)
            return Point(x, middle + sign * swell * sin(angle))
          }
          sheet.curve(points, width: 0.004)
        }
      }
    }
  }

  private static func mix(_ top: InkColor, _ bottom: InkColor, _ down: Double) -> InkColor {
    func part(_ one: UInt8, _ other: UInt8) -> UInt8 {
      UInt8((Double(one) + (Double(other) - Double(one)) * down).rounded())
    }
    return InkColor(
      part(top.red, bottom.red), part(top.green, bottom.green), part(top.blue, bottom.blue))
  }
}
