import Foundation
import GRDB

extension Store {
  /// The longest wait for the write lock, in seconds: the next process to leave can do it as well.
  private static let patienceSeconds = 2

  /// Closes the connections, and empties the write-ahead log into the store's file where `isLast`
  /// says that nobody else uses it.
  ///
  /// A checkpoint that fails changes nothing that is committed, so that it is left to the next one.
  ///
  /// - Parameter isLast: Asked while the write lock is held.
  func close(_ isLast: () -> Bool) {
    try? reader.close()
    // A descriptor of its own: the lock of the commits would let this through beside a commit.
    let lock = try? WriteLock(path: folder.writeLock, patienceSeconds: Self.patienceSeconds)
    try? lock?.withLock {
      guard isLast(), LocalStatus.size(folder.storeLog) ?? 0 > 0 else { return }
      try writer.writeWithoutTransaction { db in
        // A program that reads the store at this moment is not waited for.
        try db.execute(sql: "PRAGMA busy_timeout = 0")
        try db.checkpoint(.truncate)
      }
    }
    try? writer.close()
  }
}
