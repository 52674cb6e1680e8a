import CheckImaging
import MICR

/// The characters of a line where they stand once the picture is upright.
struct PlacedCharacters {
  struct Placed {
    var character: String
    var certainty: Certainty
    var box: PixelBox
  }

  /// Whether the line was read upside down.
  let isTurned: Bool
  let all: [Placed]

  init(_ reading: MICRReading, on picture: GrayImage) {
    let isTurned = reading.isUpsideDown
    self.isTurned = isTurned
    all = reading.characters.map { read in
      var box = read.box
      if isTurned {
        box.x = picture.width - box.x - box.width
        box.y = picture.height - box.y - box.height
      }
      return Placed(
        character: read.character, certainty: Certainty(read.confidence), box: box)
    }
  }
}
