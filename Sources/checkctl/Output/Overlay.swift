import CheckImaging
import MICR

/// Draws what the reader saw on the picture: a frame around each character, green where it is
/// certain, over orange to red where it is not.
enum Overlay {
  private static let thickness = 2

  static func draw(_ reading: MICRReading, on picture: GrayImage) -> ColorImage {
    var image = ColorImage(picture)
    for character in reading.characters {
      let doubt = 1 - min(max(character.confidence, 0), 1)
      let red = UInt8(min(255, 510 * doubt))
      let green = UInt8(min(190, 380 * (1 - doubt)))
      for inset in 1...thickness {
        frame(character.box, grownBy: inset, red: red, green: green, in: &image)
      }
    }
    return image
  }

  private static func frame(
    _ box: PixelBox, grownBy inset: Int, red: UInt8, green: UInt8, in image: inout ColorImage
  ) {
    let (left, top) = (box.x - inset, box.y - inset)
    let (right, bottom) = (box.x + box.width - 1 + inset, box.y + box.height - 1 + inset)
    guard left <= right, top <= bottom else { return }
    func paint(_ x: Int, _ y: Int) {
      guard (0..<image.width).contains(x), (0..<image.height).contains(y) else { return }
      let at = 3 * (y * image.width + x)
      (image.samples[at], image.samples[at + 1], image.samples[at + 2]) = (red, green, 0)
    }
    for x in left...right {
      paint(x, top)
      paint(x, bottom)
    }
    for y in top...bottom {
      paint(left, y)
      paint(right, y)
    }
  }
}
