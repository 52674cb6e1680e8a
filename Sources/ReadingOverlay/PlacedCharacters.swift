import CheckImaging
import MICR

/// The characters of a line where they stand once the picture is upright.
struct PlacedCharacters {
  struct Placed {
    var character: String
    var certainty: Certainty
    var box: PixelBox
  }

  /// The quarter turns, clockwise, that make the picture upright: 0 to 3.
  let quarterTurns: Int
  /// Whether the picture is not shown as it lay.
  var isTurned: Bool { quarterTurns != 0 }
  let all: [Placed]

  init(_ reading: MICRReading, on picture: GrayImage) {
    let turns = (4 - reading.quarterTurns) % 4
    quarterTurns = turns
    all = reading.characters.map { read in
      let box = read.box.rotated(
        quarterTurns: turns, width: picture.width, height: picture.height)
      return Placed(
        character: read.character, certainty: Certainty(read.confidence), box: box)
    }
  }
}
