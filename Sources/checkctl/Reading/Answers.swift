import Foundation

/// What a person or a script answers on standard input, a line at a time.
struct Answers {
  /// What of a line goes beyond this many bytes is passed over.
  private static let longestLine = 1000

  private let interrupt: Interrupt
  private let isTerminal = isatty(STDIN_FILENO) == 1
  private var pending: [UInt8] = []
  private var isAtEnd = false

  init(_ interrupt: Interrupt) { self.interrupt = interrupt }

  /// Asks, and gives the answer without spaces around it; `nil` at the end of input, also where it
  /// ends within a line, and when the user interrupted.
  mutating func ask(_ question: String) throws -> String? {
    try Console.out(question, end: " ")
    let answer = try next()
    // On a terminal the answer has ended the line.
    if answer == nil || !isTerminal { try Console.out("") }
    return answer
  }

  private mutating func next() throws -> String? {
    while !interrupt.isRequested {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[..<end].prefix(Self.longestLine), as: UTF8.self)
        pending.removeSubrange(...end)
        return line.trimmingCharacters(in: .whitespacesAndNewlines)
      }
      if isAtEnd { return nil }
      if pending.count > Self.longestLine { pending.removeLast(pending.count - Self.longestLine) }
      do {
        let piece = try StandardInput.piece(isInterrupted: { interrupt.isRequested })
        isAtEnd = piece.isEmpty
        pending += piece
      } catch is CancellationError {
        return nil
      }
    }
    return nil
  }
}
