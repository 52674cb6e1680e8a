import CheckStore
import CheckActions
import Foundation

/// Takes the lock of a backup's or a data folder's file, without waiting.
enum FolderLock {
  /// Locks an open file.
  ///
  /// - Throws: ``BackupError/busy(_:)`` where another process holds it, and
  ///   ``BackupError/unwritable(_:reason:)`` where the file system has no locks.
  static func take(
    _ descriptor: Int32, _ operation: Int32, lock: String, of folder: String
  ) throws(BackupError) {
    while flock(descriptor, operation | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      if code == EWOULDBLOCK { throw .busy(folder) }
      throw .unwritable(lock, reason: "it cannot be locked: \(String(cString: strerror(code)))")
    }
  }
}

/// The lock of a restore: a file beside the data folder, removed by the process that holds it.
final class RestoreLock {
  private let path: String
  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Throws: ``BackupError/busy(_:)`` or ``BackupError/unwritable(_:reason:)``; the file of another
  ///   process stays.
  init(of folder: DataFolder) throws(BackupError) {
    let path = folder.path + ".restore-lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let code = errno
      let reason = String(cString: strerror(code))
      guard code == EACCES || code == EPERM else { throw .unwritable(path, reason: reason) }
      throw .noPermission(path, folder: LocalFile.folder(of: path))
    }
    do throws(BackupError) {
      try FolderLock.take(descriptor, LOCK_EX, lock: path, of: folder.path)
      guard WriteLock.isSameFile(descriptor, path) else { throw .busy(folder.path) }
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    unlink(path)
    close(descriptor)
  }
}
