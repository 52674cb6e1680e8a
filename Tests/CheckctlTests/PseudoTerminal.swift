import Foundation
import Testing

/// A terminal of a given width, as the program sees it.
final class PseudoTerminal {
  /// The side that the program writes to.
  let line: FileHandle
  private var screen: Int32
  private var shown: [UInt8] = []
  /// How much of what is shown was waited for.
  private var seen = 0

  /// TIOCSPTLCK and TIOCGPTN of Linux, macros that Swift does not import, as it does not posix_openpt.
  private static let unlock: UInt = 0x4004_5431
  private static let number: UInt = 0x8004_5430

  init(columns: UInt16) throws {
    screen = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(screen >= 0)
    var (number, lock): (Int32, Int32) = (0, 0)
    try #require(ioctl(screen, Self.unlock, &lock) == 0 && ioctl(screen, Self.number, &number) == 0)
    let name = "/dev/pts/\(number)"
    let descriptor = open(name, O_RDWR | O_NOCTTY)
    try #require(descriptor >= 0)
    line = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(screen, UInt(TIOCSWINSZ), &size) == 0)
  }

  deinit { hangUp() }

  /// Closes the terminal, as its window is closed.
  func hangUp() {
    if screen >= 0 { close(screen) }
    screen = -1
  }

  /// Types a line, as a person does.
  func type(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    #expect(write(screen, bytes, bytes.count) == bytes.count)
  }

  /// Waits until a text is shown, not counting what was shown when another was waited for, for a
  /// minute at the most; gives what was shown up to it.
  @discardableResult
  func wait(for text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    while true {
      let rest = Data(shown[seen...])
      if let found = rest.range(of: Data(text.utf8)) {
        seen += found.upperBound
        return plain(rest[..<found.upperBound])
      }
      var events = pollfd(fd: screen, events: Int16(POLLIN), revents: 0)
      try #require(
        poll(&events, 1, 60_000) > 0 && readMore(), "waiting for \(text) after \(plain(rest))",
        sourceLocation: sourceLocation)
    }
  }

  /// What has been written until every writer is gone, with a terminal's line ends made plain.
  func text() throws -> String {
    try line.close()
    while readMore() {}
    return plain(Data(shown))
  }

  private func readMore() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(screen, &buffer, buffer.count)
    // The kernel answers EIO when the last writer is gone.
    guard count > 0 else { return false }
    shown += buffer[..<count]
    return true
  }

  private func plain(_ bytes: Data) -> String {
    String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
  }
}

extension Program {
  /// What the program writes to a terminal: standard output, or standard error when asked.
  func show(
    columns: UInt16, isError: Bool = false, environment: [String: String] = [:],
    _ arguments: String...
  ) throws -> String {
    let terminal = try PseudoTerminal(columns: columns)
    var all = ["NO_COLOR": "", "COLUMNS": "", "TERM": "xterm"]
    all.merge(environment) { $1 }
    let process = try start(
      arguments, out: isError ? FileHandle.nullDevice : terminal.line,
      error: isError ? terminal.line : FileHandle.nullDevice, environment: all)
    let text = try terminal.text()
    process.end()
    return text
  }
}
