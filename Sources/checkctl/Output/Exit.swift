import ArgumentParser
import CheckPipeline
import Foundation

/// The exit codes, beside 0 (done), 1 (the command failed) and 64 (wrong arguments).
enum Exit {
  /// Something needs a person: it is in review, failed, or was not submitted.
  static let needsPerson = ExitCode(3)
  /// The check was rejected.
  static let rejected = ExitCode(4)
  /// A letter has findings.
  static let findings = ExitCode(5)
  /// A letter cannot be read, or is none.
  static let unreadable = ExitCode(6)
  /// The user interrupted.
  static let interrupted = ExitCode(130)

  /// The same, with the note that the check is not lost.
  static func interrupted(check: CheckID) -> ExitCode {
    Console.note(
      "interrupted: check \(check) is stored; 'checkctl worker' does what is left to do")
    return interrupted
  }

  /// The code that a single check's state leads to.
  static func code(for state: CheckState) -> ExitCode {
    if state.needsPerson { return needsPerson }
    return state == .rejected || state == .cancelled ? rejected : .success
  }

  /// Ends the program as ArgumentParser does, with an error's values made printable.
  static func end(with error: any Error) -> Never {
    let code = Checkctl.exitCode(for: error)
    var text = Checkctl.fullMessage(for: error)
    if code == .success || text.isEmpty { Checkctl.exit(withError: error) }
    // The lines of a message are its own, and a line end in an argument is none of them.
    let values = CommandLine.arguments.flatMap { argument in
      [argument] + argument.split(separator: "=", maxSplits: 1).dropFirst().map(String.init)
    }
    for value in values
    where value.contains(where: \.isNewline) && !value.allSatisfy(\.isWhitespace) {
      text = text.replacingOccurrences(of: value, with: value.printable)
    }
    Console.note(
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { String($0).printable }.joined(separator: "\n"))
    exit(code.rawValue)
  }

  /// Ends the command with a code, unless it is success.
  static func end(_ code: ExitCode) throws {
    if code != .success { throw code }
  }
}
