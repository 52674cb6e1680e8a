import Foundation

/// A mail as a mail program reads it back.
struct ReadMail {
  struct Unreadable: Error {}

  private(set) var headers: [String: String] = [:]
  private(set) var body = ""

  init(_ message: String) throws {
    let lines = message.components(separatedBy: "\r\n")
    guard let end = lines.firstIndex(of: ""), !lines.joined().unicodeScalars.contains("\r"),
      !lines.joined().unicodeScalars.contains("\n")
    else { throw Unreadable() }
    var fields: [String] = []
    for line in lines[..<end] {
      if line.hasPrefix(" ") { fields[fields.count - 1] += line } else { fields.append(line) }
    }
    for field in fields {
      let parts = field.components(separatedBy: ": ")
      headers[parts[0]] = try Self.words(parts.dropFirst().joined(separator: ": "))
    }
    guard headers.count == fields.count else { throw Unreadable() }
    body = try Self.unquoted(lines[(end + 1)...].joined(separator: "\n"))
  }

  private static func words(_ text: String) throws -> String {
    guard text.hasPrefix("=?") else { return text }
    return try text.components(separatedBy: " ").map { word in
      guard word.hasPrefix("=?UTF-8?B?"), word.hasSuffix("?="), word.count <= 75,
        let data = Data(base64Encoded: String(word.dropFirst(10).dropLast(2))),
        let text = String(validating: data, as: UTF8.self)
      else { throw Unreadable() }
      return text
    }
    .joined()
  }

  private static func unquoted(_ text: String) throws -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.replacingOccurrences(of: "=\n", with: "").utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        throw Unreadable()
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Unreadable() }
    return text
  }
}
