import CheckImaging
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
      case .guilloche(let paper, _), .security(let paper, _): paper
      case .picture: .white
      }
    }
    switch design.background {
    case .plain, .tinted, .gradient: break
    case .guilloche(_, let lines): guilloche(lines, seed: design.seed, on: &page, design)
    case .security(_, let lines): security(lines, on: &page, design)
    case .picture(let strength): picture(strength, on: &page, design)
    }
    return page
  }

  private static func security(
    _ color: InkColor, on page: inout Page, _ design: CheckDesign
  ) {
    var generator = SeededGenerator(seed: design.seed ^ 0x5EC0)
    let slant = Double.random(in: -0.6...0.6, using: &generator)
    let gap = Double.random(in: 0.05...0.14, using: &generator)
    let words = "SECURE PAPER \(Int.random(in: 10...99, using: &generator)) * "
    page.print(color) { sheet in
      for y in stride(from: gap, to: design.heightInInches, by: 2 * gap) {
        let row = String(repeating: words, count: Int(design.widthInInches / 0.3))
        sheet.text(row, at: Point(0, y), .printed(gap * 0.5), maxWidth: design.widthInInches)
      }
      for x in stride(from: -2.0, to: design.widthInInches + 2, by: gap * 0.8) {
        sheet.line(
          Point(x, 0), Point(x + slant * design.heightInInches, design.heightInInches),
          width: 0.004)
      }
    }
  }

  /// Ridges of hills, one before the other, under clouds.
  private static func picture(
    _ strength: Double, on page: inout Page, _ design: CheckDesign
  ) {
    var generator = SeededGenerator(seed: design.seed ^ 0x91C7)
    let noise = ValueNoise(using: &generator)
    let (width, height) = (page.width, page.height)
    let crests = (0..<width).map { column in
      let across = Float(column) / Float(height)
      return (0..<3).map { ridge in
        let top = 0.35 + 0.2 * Float(ridge)
        return top + 0.3 * noise.layered(across * 2 + Float(ridge) * 9, 3, octaves: 4) - 0.15
      }
    }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height)
    for row in 0..<height {
      let down = Float(row) / Float(height)
      for column in 0..<width {
        let across = Float(column) / Float(height)
        let shade: Float =
          if let ridge = crests[column].lastIndex(where: { down > $0 }) {
            130 - 30 * Float(ridge) + 70 * noise.layered(across * 14, down * 14, octaves: 3)
          } else {
            150 + 90 * noise.layered(across * 3, down * 6, octaves: 4)
          }
        pixels.append(UInt8(max(0, min(255, shade))))
      }
    }
    page.place(
      GrayImage(width: width, height: height, pixels: pixels), left: 0, top: 0,
      paleness: 1 - strength.within(0...1))
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
      let (start, end) = (Double(one), Double(other))
      let value: Double = start + (end - start) * down
      return UInt8(value.rounded())
    }
    return InkColor(
      part(top.red, bottom.red), part(top.green, bottom.green), part(top.blue, bottom.blue))
  }
}
