import Foundation

/// Standard input, a piece at a time.
enum StandardInput {
  /// The argument that stands for it.
  static let name = "-"

  private static let pieceBytes = 1 << 16

  /// The next piece; an empty one at the end.
  ///
  /// - Parameter what: What should be piped into it, such as "a picture".
  /// - Throws: ``CommandFailure``; `CancellationError` when it was interrupted.
  static func next(_ what: String, isInterrupted: () -> Bool) throws -> [UInt8] {
    guard isatty(STDIN_FILENO) == 0 else {
      throw CommandFailure("standard input is a terminal; pipe \(what) into it, or name a file")
    }
    return try piece(isInterrupted: isInterrupted)
  }

  /// The next piece of a pipe, a file or a terminal; an empty one at the end.
  ///
  /// - Throws: ``CommandFailure``; `CancellationError` when it was interrupted.
  static func piece(isInterrupted: () -> Bool) throws -> [UInt8] {
    while true {
      guard !isInterrupted() else { throw CancellationError() }
      // A writer may be slow, and Ctrl-C is not to wait for it.
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, 100) > 0 else { continue }
      var failure: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, count in
        let got = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        failure = got < 0 ? errno : 0
        count = max(0, got)
      }
      if failure == EINTR || failure == EAGAIN { continue }
      // A terminal that is gone ends what it says.
      if failure == EIO, isDevice { return [] }
      guard failure == 0 else {
        throw CommandFailure(
          "standard input cannot be read: \(String(cString: strerror(failure))); name a file")
      }
      return piece
    }
  }

  private static var isDevice: Bool {
    var status = stat()
    return fstat(STDIN_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR
  }
}
