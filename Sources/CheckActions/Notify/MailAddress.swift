/// An e-mail address that can stand in a header and be handed to a mail program as it is.
///
/// Stricter than the standards: no quotes, comments or letters beyond ASCII, so that nothing in it
/// can end a header, add a recipient or pass for an option of a program.
public struct MailAddress: Codable, Sendable, Hashable, CustomStringConvertible {
  /// The sender of a pipeline that was given none.
  public static let local = MailAddress(unchecked: "check-deposit@localhost")

  /// The address.
  public let description: String

  /// The part after the `@`.
  var domain: Substring { description.drop { $0 != "@" }.dropFirst() }

  /// Takes an address, or gives `nil` when it is not safe to mail to.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, parts[0].count <= 64,
      Self.isDotted(parts[0], also: "!#$%&'*+-/=?^_{|}~"), Self.isDotted(parts[1], also: "-")
    else { return nil }
    description = text
  }

  private init(unchecked text: String) { description = text }

  /// Atoms of letters, digits and `marks` between single dots; a letter, digit or `_` comes first.
  private static func isDotted(_ part: Substring.UTF8View, also marks: String) -> Bool {
    guard let first = part.first, isLetterOrDigit(first) || first == UInt8(ascii: "_") else {
      return false
    }
    return part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.allSatisfy { isLetterOrDigit($0) || marks.utf8.contains($0) }
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte & 0xDF)
  }
}

extension MailAddress {
  /// Reads an address, which has to be safe like any other.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let text = try values.decode(String.self, forKey: .description)
    guard let address = MailAddress(text) else {
      throw DecodingError.dataCorruptedError(
        forKey: .description, in: values, debugDescription: "no address to mail to safely")
    }
    self = address
  }
}
