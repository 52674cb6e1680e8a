import CheckImaging
import CheckRendering
import MICR

/// The reader and the figures of quality, on pixels: two bytes of width, then rows of grey.
enum ReaderTarget: FuzzTarget {
  static let name = "reader"
  static let longest = 32 << 10

  private static let reader = MICRReader()

  static func seeds() throws -> [[UInt8]] {
    let lines = ["A122000661A 1234567890C 1011", "C001234C A026009593A 000480201879C", "C1C", ""]
    return lines.map { line in

      let design = CheckDesign(
        kind: .personal, payee: "", amountInCents: 1999, serial: "1", micr: MICRPrint(text: line),
        seed: 1)
      let check = CheckRenderer.renderGray(design).resized(width: 480, height: 220)
      let strip = check.cropped(to: PixelBox(x: 0, y: 170, width: 480, height: 50)) ?? check
      return [UInt8(strip.width & 255), UInt8(strip.width >> 8)] + strip.pixels
    }
  }

  static func attempt(_ bytes: [UInt8]) {
    guard bytes.count > 2 else { return }
    let wanted = (Int(bytes[0]) | Int(bytes[1]) << 8) % 4000 + 1
    let width = min(wanted, bytes.count - 2)
    let height = (bytes.count - 2) / width
    let image = GrayImage(
      width: width, height: height, pixels: Array(bytes[2..<2 + width * height]))
    let figures = QualityFigures(measuring: image)
    require(
      figures.values.values.allSatisfy { $0.isFinite && $0 >= 0 }, "figures of quality: \(figures)")
    let reading = reader.read(image)
    require(reading == reader.read(image), "reading twice gives the same")
    require((reading.status == .noLine) == reading.characters.isEmpty, "a line has characters")
    require(
      reading.line.filter { $0 != " " } == reading.characters.map(\.character).joined(),
      "the line is made of the characters")
    require(
      reading.status == .noLine || reading.fields == MICRFields(parsing: reading.line),
      "the fields are those of the line")
    for character in reading.characters {
      let box = character.box
      require((0...1).contains(character.confidence), "a confidence from 0 to 1")
      require(
        box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0
          && box.x + box.width <= width && box.y + box.height <= height,
        "a box inside the picture: \(box)")
    }
    for (field, confidence) in reading.fieldConfidences {
      require((0...1).contains(confidence), "a confidence of \(field) from 0 to 1")
    }
  }
}
