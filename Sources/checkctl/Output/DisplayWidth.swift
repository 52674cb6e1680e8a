extension Character {
  /// The columns that a terminal gives the character.
  ///
  /// Wide are the East Asian blocks of Unicode's annex 11 and pictographs.
  var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    let isPictograph = first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}")
    return isPictograph || Self.isWide(first.value) ? 2 : 1
  }

  private static func isWide(_ code: UInt32) -> Bool {
    switch code {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x1_F300...0x1_F64F, 0x1_F900...0x1_F9FF, 0x2_0000...0x3_FFFD:
      true
    default: false
    }
  }
}

extension String {
  /// The columns that a terminal gives the text.
  var displayWidth: Int {
    // Nearly all cells are plain, and walking characters is slow.
    utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.displayWidth }
  }

  /// The text in lines that fit a terminal, each after an indent; one line where there is none.
  func wrapped(indent: Int, on terminal: Terminal = .output) -> String {
    let space = String(repeating: " ", count: indent)
    guard let width = terminal.width else { return space + self }
    let room = Swift.max(20, width - indent)
    var lines: [String] = []
    for word in split(separator: " ") {
      if let last = lines.last, last.displayWidth + 1 + String(word).displayWidth <= room {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { space + $0 }.joined(separator: "\n")
  }

  /// The text cut to a width, with an ellipsis in place of what is left out.
  func cut(toWidth width: Int) -> String {
    guard displayWidth > width else { return self }
    var room = width - 1
    let kept = prefix { character in
      room -= character.displayWidth
      return room >= 0
    }
    return width > 0 ? kept + "…" : ""
  }
}
