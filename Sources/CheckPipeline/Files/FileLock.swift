import Foundation

/// An advisory lock on a file, held until the instance is gone.
///
/// The kernel frees the lock of a process that dies.
final class FileLock: Sendable {
  private static let patienceSeconds = 60
  private static let pauseMicroseconds: UInt32 = 20_000
  private let descriptor: Int32

  /// Waits for the lock, and makes its file where there is none.
  ///
  /// - Throws: ``PipelineError/busy(lock:seconds:)`` or ``PipelineError/dataFolder(_:reason:)``.
  init(_ path: String) throws(PipelineError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .dataFolder(path, reason: String(cString: strerror(errno)))
    }
    var pauses = Self.patienceSeconds * 1_000_000 / Int(Self.pauseMicroseconds)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      guard code == EWOULDBLOCK || code == EINTR, pauses > 0 else {
        close(descriptor)
        if code == EWOULDBLOCK { throw .busy(lock: path, seconds: Self.patienceSeconds) }
        throw .dataFolder(path, reason: String(cString: strerror(code)))
      }
      usleep(Self.pauseMicroseconds)
      pauses -= 1
    }
  }

  deinit {
    // Closing alone would not do: a process that is being started shares it until it begins.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
