import ArgumentParser
import MICR

struct FormatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "Show the line formats of banks, and try lines against them.",
    discussion: """
      Example:

        checkctl formats list
        checkctl formats check 'C0029859C 046D0123A 0038100000571234C'
      """,
    subcommands: [List.self, Check.self])

  struct List: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

    static let configuration = CommandConfiguration(
      abstract: "List the line formats that are known.",
      discussion: """
        Example:

          checkctl formats list --format json

        A pattern is symbols (A transit, B amount, C on-us, D dash) and fields with their number of \
        digits; +D allows dashes, _ is a wide gap, and what stands in brackets may be left out. A \
        line that fills an established format has nothing beyond the ends that the format closes.
        """)

    @Option(help: "How to print: text for people, json (one object a line), or markdown.")
    var format = Format.text

    func run() throws {
      let formats = LineFormats.standard.all
      switch format {
      case .text: try Console.out(FormatView.table(formats))
      case .json: for format in formats { try JSONLine.print(FormatView(format)) }
      case .markdown: try Console.out(FormatView.markdown(formats))
      }
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which format a line has, and what its fields are.",
      discussion: """
        Example:

          checkctl formats check 'A122000661A 1234567890C 1011'
          checkctl formats check 'C12345C 1234A 12345678C' --pattern 'C serial:5 C bank:4 A account:8 C'

        Exit code 0 when the line has a format, 1 when none fits. Put the line and the pattern in \
        quotes.
        """)

    @Argument(help: "The line, in A/B/C/D notation; spaces where the print has wide gaps.")
    var line: String

    @Option(help: "Try this pattern instead of the formats that are known.")
    var pattern: String?

    @Option(help: "How to print: text for people, json for programs (one object a line).")
    var format = OutputOptions.Format.text

    func validate() throws {
      let wrong = line.first { $0 != " " && MICRCharacter(rawValue: $0) == nil }
      if let wrong {
        throw ValidationError(
          "'\(wrong)' is no character of a line: write digits, A, B, C and D, and spaces")
      }
      _ = try formats()
    }

    private func formats() throws -> LineFormats {
      guard let pattern else { return .standard }
      do {
        return LineFormats([try LineFormat("pattern", country: "", pattern, example: line)])
      } catch {
        throw ValidationError("\(error)")
      }
    }

    func run() throws {
      let formats = try formats()
      guard let match = formats.match(line) else {
        let told = pattern == nil ? "no known format" : "no line of this pattern"
        switch format {
        case .text:
          try Console.out(
            "\(told): see 'checkctl formats list', or try one of your own with --pattern")
        case .json: try JSONLine.print(FormatMatchView(nil))
        }
        throw ExitCode(1)
      }
      switch format {
      case .text: try Console.out(FormatMatchView(match).text)
      case .json: try JSONLine.print(FormatMatchView(match))
      }
    }
  }
}
