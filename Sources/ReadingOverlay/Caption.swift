import Drawing
import MICR

/// The strip below the picture: status, title, line, values, sentences and legend.
struct Caption {
  private struct Piece {
    var text: String
    var place: Point
    var style: TextStyle
    var color: InkColor
  }

  private let unit: Double
  private let margin: Double
  private let room: Double
  private let status: MICRReading.Status
  private var pieces: [Piece] = []
  private var cursor = 0.0

  /// How high the strip is, in pixels.
  private(set) var height = 0.0

  init(
    _ overlay: ReadingOverlay, _ reading: MICRReading, quarterTurns: Int, width: Double,
    unit: Double
  ) {
    self.unit = unit
    margin = 26 * unit
    room = width - 2 * margin
    status = reading.status
    cursor = 40 * unit
    let turned = " (turned by \(90 * quarterTurns) degrees, as it was read)"
    addHead(overlay.title + (quarterTurns == 0 ? "" : turned))
    if reading.status != .noLine {
      cursor += 40 * unit
      add(reading.line, x: 0, .printed(17 * unit, weight: 0.13), ChartTheme.ink)
    }
    addRows(overlay.rows)
    if !overlay.notes.isEmpty { cursor += 12 * unit }
    for note in overlay.notes.prefix(Self.mostNotes) { addWrapped(note) }
    let more = overlay.notes.count - Self.mostNotes
    if more > 0 { addWrapped("and \(more) more") }
    cursor += 24 * unit
    height = cursor + (reading.characters.isEmpty ? 0 : 26 * unit)
  }

  /// Sentences beyond these say no more than that there are many.
  private static let mostNotes = 8

  private static func text(_ unit: Double) -> TextStyle { .printed(11.5 * unit) }

  private var badgeText: String {
    switch status {
    case .sure: "SURE"
    case .unsure: "UNSURE"
    case .noLine: "NO LINE"
    }
  }

  private var badgeStyle: TextStyle { .printed(12 * unit, weight: 0.16) }

  private var badgeWidth: Double { Sheet.width(of: badgeText, badgeStyle) + 24 * unit }

  private var badgeColor: InkColor {
    switch status {
    case .sure: ChartTheme.blue
    case .unsure: ChartTheme.vermilion
    case .noLine: ChartTheme.quiet
    }
  }

  private mutating func add(
    _ text: String, x: Double, _ style: TextStyle, _ color: InkColor
  ) {
    pieces.append(
      Piece(text: text, place: Point(margin + x, cursor), style: style, color: color))
  }

  private mutating func addHead(_ title: String) {
    add(badgeText, x: 12 * unit, badgeStyle, .white)
    add(title, x: badgeWidth + 16 * unit, .printed(13 * unit, weight: 0.13), ChartTheme.ink)
  }

  /// Names and values one after another, as many as fit a line.
  private mutating func addRows(_ rows: [ReadingOverlay.Row]) {
    let style = Self.text(unit)
    var x = room
    for row in rows {
      let name = Sheet.width(of: row.name, style) + 9 * unit
      let wide = name + Sheet.width(of: row.value, style)
      if x + wide > room {
        x = 0
        cursor += 30 * unit
      }
      add(row.name, x: x, style, ChartTheme.quiet)
      add(row.value, x: x + name, style, ChartTheme.ink)
      x += wide + 34 * unit
    }
  }

  private mutating func addWrapped(_ sentence: String) {
    let style = Self.text(unit)
    var line = ""
    func fits(_ text: String) -> Bool { Sheet.width(of: text, style) <= room - 18 * unit }
    var lines: [String] = []
    for word in sentence.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if fits(longer) || line.isEmpty {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    for (index, text) in (lines + [line]).enumerated() {
      cursor += 24 * unit
      if index == 0 { add("-", x: 0, style, ChartTheme.quiet) }
      add(text, x: 18 * unit, style, ChartTheme.ink)
    }
  }

  func draw(on page: inout Page, top: Double) {
    page.print(ChartTheme.grid) { sheet in
      sheet.fill(
        left: 0, top: top, right: room + 2 * margin, bottom: top + 1.5 * unit)
    }
    page.print(badgeColor) { sheet in
      let middle = top + 34 * unit
      // A thick line has round ends.
      sheet.line(
        Point(margin + 11 * unit, middle), Point(margin + badgeWidth - 11 * unit, middle),
        width: 24 * unit)
    }
    for color in Set(pieces.map(\.color)).sorted(by: { $0.green < $1.green }) {
      page.print(color) { sheet in
        for piece in pieces where piece.color == color {
          sheet.text(
            piece.text, at: Point(piece.place.x, top + piece.place.y), piece.style,
            maxWidth: margin + room - piece.place.x)
        }
      }
    }
    if height > cursor { drawLegend(on: &page, base: top + cursor + 8 * unit) }
  }

  private func drawLegend(on page: inout Page, base: Double) {
    var x = margin
    let style = TextStyle.printed(10 * unit)
    for certainty in Certainty.allCases {
      page.print(certainty.color) { sheet in
        sheet.frame(
          left: x + 3 * unit, top: base - 13 * unit, right: x + 15 * unit, bottom: base + 3 * unit,
          width: certainty.lineWidth * unit)
      }
      page.print(ChartTheme.quiet) { sheet in
        sheet.text(certainty.words, at: Point(x + 25 * unit, base), style)
      }
      x += 25 * unit + Sheet.width(of: certainty.words, style) + 34 * unit
    }
  }
}
