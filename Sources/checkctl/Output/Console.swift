import Foundation

/// What goes to standard error: notes and progress, which no program reads.
enum Console {
  /// Writes one line.
  static func note(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// Whether standard error is a terminal.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Whether standard output is a file, so that what is written to it is not seen at once.
  static var outputIsFile: Bool {
    var status = stat()
    return fstat(STDOUT_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Replaces the line that the cursor is in, on a terminal.
  static func status(_ text: String) {
    guard isTerminal else { return }
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text)".utf8))
  }

  /// Whether whoever read standard output has gone, so that waiting for more to say is in vain.
  static var isReaderGone: Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&output, 1, 0) > 0 && output.revents & Int16(POLLERR | POLLHUP) != 0
  }

  /// Writes text, and what ends it, to standard output at once.
  ///
  /// - Throws: ``CommandFailure`` when nobody takes it.
  static func out(_ text: String, end: String = "\n") throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + end).utf8))
    } catch {
      throw CommandFailure(
        "cannot write to standard output: see that it is open and the disk has room")
    }
  }
}
