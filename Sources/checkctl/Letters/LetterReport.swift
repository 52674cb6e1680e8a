import ArgumentParser
import CashLetter
import Foundation

/// Prints what was found of letters, as it is found.
final class LetterReport {
  /// What is said of a file without a record.
  static let noRecord = "it holds no record of X9.37 or X9.100-187; see that it is a cash letter"

  private let output: OutputOptions
  private let isOfMany: Bool
  private var statuses: [LetterStatus] = []
  private var failure: (any Error)?

  /// A report on one file, or on many.
  init(_ output: OutputOptions, ofMany isOfMany: Bool) {
    self.output = output
    self.isOfMany = isOfMany
  }

  /// Whether a line of progress stands in nobody's way.
  var canShowProgress: Bool { Console.outputIsFile || isatty(STDOUT_FILENO) == 1 }

  /// The code that all files lead to.
  var code: ExitCode { (statuses.max() ?? .clean).code }

  /// Prints a finding; where that fails, ``rethrow()`` tells of it.
  func add(_ finding: LetterFinding, in file: String) {
    guard failure == nil else { return }
    let view = LetterFindingView(finding, in: file, output.masking)
    do {
      try output.print(view, text: view.text(namesFile: isOfMany))
    } catch {
      failure = error
    }
  }

  /// Throws what printing threw.
  func rethrow() throws {
    if let failure { throw failure }
  }

  /// Prints what a file is.
  func add(_ summary: LetterSummary, of file: String) throws {
    try rethrow()
    try add(LetterSummaryView(summary, of: file))
  }

  /// Prints that a file cannot be read.
  func add(unreadable file: String, _ reason: String) throws {
    try add(LetterSummaryView(unreadable: file, reason))
  }

  private func add(_ view: LetterSummaryView) throws {
    statuses.append(view.status)
    try output.print(view, text: view.text)
  }

  /// Prints how many files are what, where there are many.
  func end() throws {
    guard isOfMany, output.format == .text else { return }
    let counts = LetterStatus.allCases.compactMap { status in
      let count = statuses.count { $0 == status }
      return count > 0 ? "\(count) \(status.shown)" : nil
    }
    try Console.out(counts.joined(separator: ", "))
  }
}

/// What verifying a file led to.
enum LetterStatus: String, CaseIterable, Comparable, Encodable {
  case clean, findings, unreadable

  static func < (left: LetterStatus, right: LetterStatus) -> Bool {
    left.code.rawValue < right.code.rawValue
  }

  var code: ExitCode {
    switch self {
    case .clean: .success
    case .findings: Exit.findings
    case .unreadable: Exit.unreadable
    }
  }

  /// The name in its colour.
  var shown: String {
    let style: Style =
      switch self {
      case .clean: .good
      case .findings: .attention
      case .unreadable: .bad
      }
    return rawValue.styled(style)
  }
}
