import CSystemExtras
import Foundation

/// Files on the local disk, read and written whole.
package enum LocalFile {
  /// Why a file could not be read or written.
  package enum Failure: Error, CustomStringConvertible {
    case system(call: String, code: Int32)
    case notRegular
    case tooLarge(bytes: Int, limit: Int)

    package var description: String {
      switch self {
      case .system(let call, let code): "\(String(cString: strerror(code))) (\(call))"
      case .notRegular: "not a regular file"
      case .tooLarge(let bytes, let limit): "\(bytes) bytes are more than the limit of \(limit)"
      }
    }
  }

  /// The folder that a file or folder lies in; that of `/` is itself.
  ///
  /// Foundation's `deletingLastPathComponent` traps on a name of one letter.
  package static func folder(of path: String) -> String {
    let name = path.utf8.lastIndex { $0 != UInt8(ascii: "/") }
    guard let name else { return path.isEmpty ? "." : "/" }
    guard let slash = path[...name].utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    let folder = path[..<slash]
    guard let end = folder.utf8.lastIndex(where: { $0 != UInt8(ascii: "/") }) else { return "/" }
    return String(folder[...end])
  }

  /// Reads a regular file of at most `limit` bytes.
  package static func read(
    _ path: String, limit: Int, followLinks: Bool = true
  ) throws(Failure) -> [UInt8] {
    let (descriptor, size) = try opened(path, limit: limit, followLinks: followLinks)
    defer { close(descriptor) }
    guard size > 0 else { return [] }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      // A file that grows while it is read is cut at the size it had when it was opened.
      while count < size {
        let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    guard failure == 0 else { throw .system(call: "read", code: failure) }
    return bytes
  }

  /// Reads a regular file of at most `limit` bytes, a piece at a time.
  package static func forEachPiece(
    of path: String, limit: Int, _ body: (ArraySlice<UInt8>) -> Void
  ) throws(Failure) {
    let (descriptor, size) = try opened(path, limit: limit)
    defer { close(descriptor) }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var left = size
    while left > 0 {
      let got = Foundation.read(descriptor, &piece, min(piece.count, left))
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw .system(call: "read", code: errno) }
      guard got > 0 else { return }
      body(piece[..<got])
      left -= got
    }
  }

  /// Opens without blocking, so that a FIFO or a device is refused and not waited for.
  fileprivate static func opened(
    _ path: String, limit: Int, followLinks: Bool = true
  ) throws(Failure) -> (descriptor: Int32, size: Int) {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followLinks ? 0 : O_NOFOLLOW)
    let descriptor = open(path, flags)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    do throws(Failure) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw .system(call: "fstat", code: errno) }
      guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
      let size = Int(status.st_size)
      guard size <= limit else { throw .tooLarge(bytes: size, limit: limit) }
      return (descriptor, size)
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Makes a file's bytes durable, or the names in a folder.
  package static func sync(_ path: String) throws(Failure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(call: "fsync", code: errno) }
  }

  /// Has the system begin to write a file out, so that several are on their way before the first is
  /// waited for; only a hint.
  package static func beginSync(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    check_begin_sync(descriptor)
  }

  /// Writes a file that did not exist, and syncs it when asked to.
  package static func create(
    _ path: String, bytes: [UInt8], sync: Bool, mode: mode_t = 0o600
  ) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    do throws(Failure) {
      try write(bytes, to: descriptor)
      if sync, fsync(descriptor) != 0 { throw .system(call: "fsync", code: errno) }
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Writes all of the bytes to an open file.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    let failure = bytes.withUnsafeBytes { buffer -> Int32? in
      var done = 0
      while done < buffer.count {
        let wrote = Foundation.write(
          descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if wrote < 0 && errno == EINTR { continue }
        guard wrote > 0 else { return errno }
        done += wrote
      }
      return nil
    }
    if let failure { throw .system(call: "write", code: failure) }
  }
}

/// A regular file that is read from its beginning, a piece at a time.
package final class FilePieces {
  private static let pieceBytes = 1 << 18
  private let descriptor: Int32
  /// The file's bytes when it was opened.
  package let size: Int

  /// Opens a file of any size.
  package init(_ path: String) throws(LocalFile.Failure) {
    (descriptor, size) = try LocalFile.opened(path, limit: .max)
  }

  deinit { close(descriptor) }

  /// The next piece; an empty one at the end.
  package func next() throws(LocalFile.Failure) -> [UInt8] {
    var failure: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
      repeat {
        let got = read(descriptor, buffer.baseAddress, buffer.count)
        failure = got < 0 ? errno : 0
        count = max(0, got)
      } while failure == EINTR
    }
    guard failure == 0 else { throw .system(call: "read", code: failure) }
    return piece
  }
}
