import Mustache

/// A mail with gaps: a `Subject:` line, an empty line and the text, in Mustache.
struct MailTemplate: Sendable {
  /// Why a text is no template.
  struct Invalid: Error, CustomStringConvertible {
    var description: String
  }

  private static let plain = "{{% CONTENT_TYPE:TEXT}}\n"

  private let subject: MustacheTemplate
  private let body: MustacheTemplate

  init(_ text: String) throws(Invalid) {
    let lines = text.split(
      separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3, lines[0].hasPrefix("Subject:"), lines[1].allSatisfy(\.isWhitespace)
    else {
      throw Invalid(description: "it does not begin with a 'Subject:' line and an empty line")
    }
    subject = try Self.parse(lines[0].dropFirst("Subject:".count).drop { $0 == " " }, line: 1)
    body = try Self.parse(lines[2], line: 3)
  }

  func render(_ values: [String: any Sendable]) -> (subject: String, body: String) {
    (subject.render(values), body.render(values))
  }

  private static func parse(_ text: Substring, line: Int) throws(Invalid) -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: plain + text)
    } catch let error as MustacheTemplate.ParserError {
      // The line that says that it is plain text is not the user's.
      let number = max(line, error.context.lineNumber - 2 + line)
      throw Invalid(description: "line \(number): \(error.error)")
    } catch {
      throw Invalid(description: "\(error)")
    }
  }
}
