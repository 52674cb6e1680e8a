import Foundation

/// What goes to standard error: notes and progress, which no program reads.
enum Console {
  /// Writes one line.
  static func note(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// Whether standard error is a terminal.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Replaces the line that the cursor is in, on a terminal.
  static func status(_ text: String) {
    guard isTerminal else { return }
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text)".utf8))
  }

  /// Writes text to standard output at once.
  static func out(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }
}
