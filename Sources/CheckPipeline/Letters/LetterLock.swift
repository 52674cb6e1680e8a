import CheckActions
import Foundation

/// The lock of a data folder's letters: one is made, sent or given up at a time, by whatever process.
final class LetterLock: Sendable {
  private static let patienceSeconds = 60
  private static let pauseMicroseconds: UInt32 = 20_000
  private let descriptor: Int32

  /// Waits for the lock, which is held until the instance is gone; the kernel frees that of a process
  /// that dies.
  ///
  /// - Throws: ``PipelineError/busy(lock:seconds:)`` or ``PipelineError/dataFolder(_:reason:)``.
  init(_ folder: DataFolder) throws(PipelineError) {
    try folder.createLetterFolders()
    let path = folder.letterLock
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

extension Parts {
  /// Runs `body` while no one else does anything with letters.
  func withLetterLock<Value>(_ body: () async throws -> Value) async throws -> Value {
    let lock = try await blocking { [folder] () throws(PipelineError) in try LetterLock(folder) }
    defer { withExtendedLifetime(lock) {} }
    return try await body()
  }
}
