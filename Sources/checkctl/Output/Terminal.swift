import Foundation

/// What an output can show: nothing but text, or a terminal's width and colours.
struct Terminal: Equatable {
  /// The columns of the terminal; `nil` when the output is none, and nothing is cut.
  var width: Int?
  /// Whether text may be coloured.
  var hasColor: Bool

  /// Decides from what is known of an output.
  ///
  /// - Parameters:
  ///   - environment: `COLUMNS` goes before what the terminal says of its width; `NO_COLOR` and
  ///     `TERM=dumb` forbid colour.
  ///   - columns: The width that the terminal says it has; 0 when it does not say.
  init(environment: [String: String], isTerminal: Bool, columns: Int) {
    guard isTerminal else {
      width = nil
      hasColor = false
      return
    }
    let named = environment["COLUMNS"].flatMap { Int($0) } ?? 0
    width = [named, columns].first { (1...10_000).contains($0) } ?? 80
    // no-color.org: any value forbids it, but an empty one.
    hasColor = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// Standard output as it is when the program starts.
  static let output = Terminal(STDOUT_FILENO)

  /// Standard error as it is now, since a window may be resized while work goes on.
  static var error: Terminal { Terminal(STDERR_FILENO) }

  private init(_ descriptor: Int32) {
    var size = winsize()
    let isSized = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    self.init(
      environment: ProcessInfo.processInfo.environment, isTerminal: isatty(descriptor) == 1,
      columns: isSized ? Int(size.ws_col) : 0)
  }
}
