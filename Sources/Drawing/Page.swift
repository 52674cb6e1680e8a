import CheckImaging

/// The paper that is drawn on: measures are in inches from the top left.
package struct Page {
  package let dpi: Double
  package let width: Int
  package let height: Int
  private(set) var samples: [UInt8]

  /// Makes paper; `color` gives the colour of each row, since no paper here changes along one.
  package init(
    widthInInches: Double, heightInInches: Double, dpi: Double, color: (Double) -> InkColor
  ) {
    self.dpi = dpi
    width = max(1, Int((widthInInches * dpi).rounded()))
    height = max(1, Int((heightInInches * dpi).rounded()))
    samples = []
    samples.reserveCapacity(3 * width * height)
    for row in 0..<height {
      let ink = color((Double(row) + 0.5) / Double(height))
      for _ in 0..<width {
        samples.append(ink.red)
        samples.append(ink.green)
        samples.append(ink.blue)
      }
    }
  }

  package var image: ColorImage { ColorImage(width: width, height: height, samples: samples) }

  /// Puts a grey picture on the page, turned into white by a share; what lies outside is left out.
  package mutating func place(_ picture: GrayImage, left: Int, top: Int, paleness: Double) {
    let shades = (0...255).map { shade in
      UInt8((Double(shade) + (255 - Double(shade)) * paleness.within(0...1)).rounded())
    }
    for row in 0..<picture.height where (0..<height).contains(top + row) {
      for column in 0..<picture.width where (0..<width).contains(left + column) {
        let shade = shades[Int(picture.pixels[row * picture.width + column])]
        let index = 3 * ((top + row) * width + left + column)
        for part in 0..<3 { samples[index + part] = shade }
      }
    }
  }

  /// Prints one ink: what `draw` puts on the sheet, in one colour.
  package mutating func print(_ color: InkColor, _ draw: (inout Sheet) -> Void) {
    var sheet = Sheet(layer: InkLayer(width: width, height: height), dpi: dpi)
    draw(&sheet)
    let layer = sheet.layer
    samples.withUnsafeMutableBufferPointer { samples in
      layer.coverage.withUnsafeBufferPointer { coverage in
        for index in layer.rows.lowerBound * width..<layer.rows.upperBound * width {
          let covered = Int32(coverage[index])
          guard covered > 0 else { continue }
          samples[3 &* index] = mix(samples[3 &* index], color.red, covered)
          samples[3 &* index &+ 1] = mix(samples[3 &* index &+ 1], color.green, covered)
          samples[3 &* index &+ 2] = mix(samples[3 &* index &+ 2], color.blue, covered)
        }
      }
    }
  }
}

@inline(__always)
private func mix(_ paper: UInt8, _ ink: UInt8, _ covered: Int32) -> UInt8 {
  let sum = Int32(ink) &* covered &+ Int32(paper) &* (255 &- covered)
  return UInt8(truncatingIfNeeded: (sum &+ 127) / 255)
}
