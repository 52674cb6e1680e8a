import Foundation

extension Mail {
  /// The mail as RFC 5322 has it: headers, an empty line and the text, with CRLF line ends.
  ///
  /// All of it is ASCII, in lines of at most 76 characters but for long addresses.
  public var message: String {
    let headers = [
      ("From", from.description), ("To", to.description),
      ("Subject", EncodedWord.text(subject)), ("Date", Self.dateText(date)),
      ("Message-ID", messageID), ("MIME-Version", "1.0"),
      ("Content-Type", "text/plain; charset=utf-8"),
      ("Content-Transfer-Encoding", "quoted-printable"),
      // RFC 3834: no one's holiday reply answers it.
      ("Auto-Submitted", "auto-generated"),
    ]
    return headers.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n" + QuotedPrintable.text(body)
  }

  private static func dateText(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents(
      [.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
    func name(_ part: Int?, of names: String) -> Substring {
      names.split(separator: " ")[(part ?? 1) - 1]
    }
    let weekday = name(parts.weekday, of: "Sun Mon Tue Wed Thu Fri Sat")
    let month = name(parts.month, of: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
    return "\(weekday), \(parts.day ?? 1) \(month) \(parts.year ?? 1970) "
      + String(
        format: "%02d:%02d:%02d +0000", parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0)
  }
}

/// Header text as RFC 2047 has it.
enum EncodedWord {
  /// Bytes in one encoded word, so that the longest header line stays below 76 characters.
  private static let bytesInWord = 39
  private static let longestPlain = 66

  /// The text itself where it is short and ASCII, else encoded words on lines of their own.
  static func text(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy(\.isPrintable) && text.utf8.count <= longestPlain
      && !text.contains("=?")
    return isPlain ? text : words(text).joined(separator: "\r\n ")
  }

  /// No word ends inside a character's bytes.
  private static func words(_ text: String) -> [String] {
    var words: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(UTF8.encode(scalar) ?? UTF8.EncodedScalar())
      if words[words.count - 1].count + bytes.count > bytesInWord { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }
  }
}

/// Text as RFC 2045's quoted-printable has it.
enum QuotedPrintable {
  private static let longestLine = 76
  private static let hexadecimal = Array("0123456789ABCDEF".utf8)

  /// Encodes lines that end with `\n`, and ends them with CRLF.
  static func text(_ text: String) -> String {
    var out: [UInt8] = []
    for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false).dropLast() {
      append(Array(line), to: &out)
      out += [13, 10]
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func append(_ line: [UInt8], to out: inout [UInt8]) {
    var width = 0
    for (index, byte) in line.enumerated() {
      let isLast = index == line.count - 1
      let isLiteral =
        (33..<127).contains(byte) && byte != 61 || (byte == 32 || byte == 9) && !isLast
      let token =
        isLiteral ? [byte] : [61, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      if width + token.count > longestLine - (isLast ? 0 : 1) {
        out += [61, 13, 10]
        width = 0
      }
      out += token
      width += token.count
    }
  }
}
