import CheckImaging
import Drawing

/// Frames around the characters, and above each what was read.
struct Frames {
  private struct Frame {
    var left, top, right, bottom: Double
    var middle: Double { (left + right) / 2 }
  }

  private let characters: [PlacedCharacters.Placed]
  private let frames: [Frame]
  private let unit: Double
  /// The distance of neighbours, in pixels of the page.
  private let pitch: Double

  init(_ placed: PlacedCharacters, scale: Double, left: Double, unit: Double) {
    characters = placed.all
    self.unit = unit
    let room = 2 * unit
    frames = placed.all.map { character in
      let box = character.box
      // Through the middle of pixels, so that a thin line is crisp.
      func crisp(_ value: Double) -> Double { value.rounded(.down) + 0.5 }
      return Frame(
        left: crisp(left + Double(box.x) * scale - room), top: crisp(Double(box.y) * scale - room),
        right: crisp(left + Double(box.x + box.width) * scale + room),
        bottom: crisp(Double(box.y + box.height) * scale + room))
    }
    let steps = zip(frames, frames.dropFirst()).map { abs($1.middle - $0.middle) }.sorted()
    pitch = steps.isEmpty ? 20 * unit : max(1, steps[steps.count / 2])
  }

  /// As large as fits one character's room.
  private var style: TextStyle { .printed(min(0.62 * pitch, 15 * unit), weight: 0.14) }

  func draw(on page: inout Page) {
    page.print(.white) { sheet in
      for index in characters.indices { clearRoom(index, on: &sheet) }
    }
    for certainty in Certainty.allCases {
      page.print(certainty.color) { sheet in
        for index in characters.indices where characters[index].certainty == certainty {
          draw(index, certainty, on: &sheet)
        }
      }
    }
  }

  private func clearRoom(_ index: Int, on sheet: inout Sheet) {
    let (middle, base) = (frames[index].middle, baseLine(index))
    sheet.fill(
      left: middle - pitch / 2, top: base - style.size - 4 * unit, right: middle + pitch / 2,
      bottom: base + 3 * unit)
  }

  private func draw(_ index: Int, _ certainty: Certainty, on sheet: inout Sheet) {
    let frame = frames[index]
    sheet.frame(
      left: frame.left, top: frame.top, right: frame.right, bottom: frame.bottom,
      width: certainty.lineWidth * unit)
    sheet.text(
      characters[index].character, at: Point(frame.middle, baseLine(index)), style,
      anchor: .center)
    guard certainty == .unsure else { return }
    // An arrow from below, on the side where no label is.
    let tip = isAbove ? frame.bottom + 4 * unit : frame.top - 4 * unit
    let tail = isAbove ? 9 * unit : -9 * unit
    for side in [-1.0, 0, 1] {
      sheet.line(
        Point(frame.middle, tip), Point(frame.middle + side * 5 * unit, tip + tail),
        width: 3 * unit)
    }
  }

  /// Labels stand above the line, unless the picture ends there.
  private var isAbove: Bool {
    (frames.map(\.top).min() ?? 0) >= style.size + 10 * unit
  }

  /// The base line of a label: that of its neighbours too, since symbols are lower than digits.
  private func baseLine(_ index: Int) -> Double {
    let near = frames[max(0, index - 2)...min(frames.count - 1, index + 2)].filter {
      abs($0.middle - frames[index].middle) < 2.6 * pitch
    }
    if isAbove { return (near.map(\.top).min() ?? 0) - 6 * unit }
    return (near.map(\.bottom).max() ?? 0) + style.size + 6 * unit
  }
}
