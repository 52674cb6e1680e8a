import Foundation
import Synchronization

@testable import CheckPipeline
@testable import CheckStore

/// Two transactions at once, as an engine runs them that has no single writer.
///
/// Each is begun without a lock, on a connection of its own. The first has done all its work when the
/// second begins, and commits once the second is at its first statement. A second one that reads
/// before it has written, and so would decide by what was, fails with a busy error; one that first
/// changes a row which the first changed too waits, and sees what the first left.
struct TwoWriters {
  private let connections: [SQLiteConnection]

  init(_ folder: DataFolder) throws {
    connections = try (0..<2).map { _ in try SQLiteConnection(plain: folder.store) }
  }

  /// Runs both to their ends.
  ///
  /// - Throws: What the first throws.
  func run<First, Second: Sendable>(
    _ first: (Transaction) throws -> First,
    then second: @escaping @Sendable (Transaction) throws -> Second
  ) throws -> (First, Result<Second, any Error>) {
    let answer = Mutex<Result<Second, any Error>?>(nil)
    let (isAtWork, hasEnded) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let value = try connections[0].access { db in
      try db.session.inTransaction(begin: Self.begin) {
        let value = try first(db)
        let other = connections[1]
        Thread.detachNewThread {
          let result = Result {
            try other.access { db in
              try db.trace { sql, _ in if sql != Self.begin { isAtWork.signal() } }
              return try db.session.inTransaction(begin: Self.begin) { try second(db) }
            }
          }
          answer.withLock { $0 = result }
          isAtWork.signal()
          hasEnded.signal()
        }
        isAtWork.wait()
        // The statement is told of before it asks for its lock.
        usleep(20_000)
        return value
      }
    }
    hasEnded.wait()
    return (value, answer.withLock { $0 } ?? .failure(CancellationError()))
  }

  private static let begin = "BEGIN DEFERRED TRANSACTION"
}
