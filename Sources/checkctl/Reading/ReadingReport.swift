import MICR

/// Prints readings as they come, or as a table once all of them are there.
struct ReadingReport {
  private enum Form {
    case lines
    case page
    case table
  }

  private let form: Form
  /// What a terminal need not show before each file's name.
  private let folder: String
  private var table = Table("~FILE", "STATUS", "LINE", "~WHY")
  private var problems: [String] = []
  private var counts: [String: Int] = [:]

  /// How many readings there are.
  private(set) var count = 0

  /// Whether a file is no picture that can be read.
  var hasErrors: Bool { counts[ReadingView.error] != nil }
  /// Whether every picture is read for sure.
  var isSure: Bool { counts[MICRReading.Status.sure.rawValue, default: 0] == count }

  /// A report on pictures of these names; one alone is told of at length.
  init(_ format: OutputOptions.Format, on names: [String], terminal: Terminal = .output) {
    form =
      switch format {
      case .json: .lines
      case .text: names.count == 1 ? .page : .table
      }
    // Foundation's deletingLastPathComponent traps on a name of one letter.
    let folders = Set(names.map { name in name.lastIndex(of: "/").map { name[...$0] } ?? "" })
    let isShared = terminal.width != nil && folders.count == 1
    folder = isShared ? folders.first.map(String.init) ?? "" : ""
    table.color("STATUS", ReadingView.style)
  }

  /// Whether nothing is printed before ``end()``.
  var isSilent: Bool { form == .table }

  mutating func add(_ view: ReadingView) throws {
    count += 1
    counts[view.status, default: 0] += 1
    switch form {
    case .lines: try JSONLine.print(view)
    case .page: try Console.out(view.text)
    case .table:
      let name = view.file.hasPrefix(folder) ? view.file.dropFirst(folder.count) : view.file[...]
      // What is wrong with a file is told in full, below.
      table.add(String(name), view.status, view.line ?? "", view.isError ? "" : Self.why(view))
      if view.isError { problems.append("\(view.file): \(Self.why(view))".printable) }
    }
  }

  /// The first reason, and how many others there are.
  private static func why(_ view: ReadingView) -> String {
    guard let first = view.reasons.first else { return "" }
    let others = view.reasons.count - 1
    return others > 0 ? "\(first) (\(others) more)" : first
  }

  /// Prints what is left to print.
  func end() throws {
    guard form == .table, count > 0 else { return }
    try Console.out(table.text)
    for problem in problems { try Console.out(problem) }
    let statuses =
      [MICRReading.Status.sure, .unsure, .noLine].map(\.rawValue) + [ReadingView.error]
    let totals = statuses.compactMap { status in
      counts[status].map { "\($0) \(status.styled(ReadingView.style(status)))" }
    }
    try Console.out(totals.joined(separator: ", "))
  }
}
