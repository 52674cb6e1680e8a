import Foundation

/// The advisory lock that every write transaction and every checkpoint of every process holds.
///
/// It keeps a commit and a checkpoint of two connections apart, which SQLite before 3.51.3 can
/// get wrong (source: the SQLite release notes on the WAL-reset fault), and makes writers wait for
/// each other without busy errors.
package final class WriteLock: Sendable {
  private let path: String
  private let patienceSeconds: Int
  private let descriptor: Int32

  package init(path: String, patienceSeconds: Int = 30) throws(StoreError) {
    self.path = path
    self.patienceSeconds = patienceSeconds
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .unusable(path, reason: String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }

  package func withLock<Result>(_ body: () throws -> Result) throws -> Result {
    try acquire()
    defer { flock(descriptor, LOCK_UN) }
    // A restore puts another folder in the place of the one in which it was opened.
    guard Self.isSameFile(descriptor, path) else {
      throw StoreError.unusable(
        (path as NSString).deletingLastPathComponent,
        reason: "it was replaced or removed meanwhile: start again")
    }
    return try body()
  }

  /// `true` if an open file is the one that has a name.
  package static func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
    var opened = stat()
    var named = stat()
    guard fstat(descriptor, &opened) == 0, stat(path, &named) == 0 else { return false }
    return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  private func acquire() throws(StoreError) {
    var waitMicroseconds: UInt32 = 50
    var waited: UInt64 = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw .unusable(path, reason: String(cString: strerror(errno)))
      }
      guard waited < UInt64(patienceSeconds) * 1_000_000 else {
        throw .busy(lock: path, seconds: patienceSeconds)
      }
      usleep(waitMicroseconds)
      waited += UInt64(waitMicroseconds)
      waitMicroseconds = min(waitMicroseconds * 2, 2000)
    }
  }
}
