import Foundation
import Testing

/// A terminal of a given width, as the program sees it.
final class PseudoTerminal {
  /// The side that the program writes to.
  let line: FileHandle
  private let screen: Int32

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

  deinit { close(screen) }

  /// What has been written until every writer is gone, with a terminal's line ends made plain.
  func text() throws -> String {
    try line.close()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(screen, &buffer, buffer.count)
      // The kernel answers EIO when the last writer is gone.
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
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
