/// How the characters of a file are coded; images are the same in either.
public enum LetterEncoding: String, Sendable, Hashable, Codable, CaseIterable {
  /// EBCDIC in code page 037, as the Federal Reserve has it.
  case ebcdic
  /// ASCII.
  case ascii

  /// The bytes of ASCII characters in this encoding.
  func encode(_ ascii: [UInt8]) -> [UInt8] {
    self == .ascii ? ascii : ascii.map { CodePage037.fromASCII[Int($0)] }
  }

  /// The ASCII characters of these bytes; what is no printable character of ASCII becomes 0.
  func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    switch self {
    case .ascii: bytes.map { $0.isPrintable ? $0 : 0 }
    case .ebcdic: bytes.map { CodePage037.toASCII[Int($0)] }
    }
  }

  /// The digit that a byte is in this encoding, 0 to 9.
  func digit(_ byte: UInt8) -> Int? {
    let zero: UInt8 = self == .ascii ? 0x30 : 0xF0
    return (zero...zero + 9).contains(byte) ? Int(byte - zero) : nil
  }
}

/// The printable characters of ASCII in EBCDIC, as IBM's code page 037 has them.
private enum CodePage037 {
  /// Rows of the code page that have such characters: where each begins, and what is in it.
  private static let rows: [(first: UInt8, characters: String)] = [
    (0x40, " "), (0x4B, ".<(+|&"), (0x5A, "!$*);"), (0x60, "-/"), (0x6B, ",%_>?"),
    (0x79, "`:#@'=\""), (0x81, "abcdefghi"), (0x91, "jklmnopqr"), (0xA1, "~stuvwxyz"), (0xB0, "^"),
    (0xBA, "[]"), (0xC0, "{ABCDEFGHI"), (0xD0, "}JKLMNOPQR"), (0xE0, "\\"), (0xE2, "STUVWXYZ"),
    (0xF0, "0123456789"),
  ]

  /// By byte of the code page; 0 where that is no printable character of ASCII.
  static let toASCII: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 256)
    for row in rows {
      for (index, character) in row.characters.utf8.enumerated() {
        table[Int(row.first) + index] = character
      }
    }
    return table
  }()

  /// By character of ASCII; what is not printable becomes `?`.
  static let fromASCII: [UInt8] = {
    var table = [UInt8](repeating: 0x6F, count: 256)
    for (byte, character) in toASCII.enumerated() where character != 0 {
      table[Int(character)] = UInt8(byte)
    }
    return table
  }()
}
