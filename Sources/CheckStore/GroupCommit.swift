import Dispatch
import Synchronization

/// Lets operations that are ready at the same time share a transaction, and so a sync.
///
/// While one transaction is being committed, the operations that arrive gather for the next. Each
/// runs under a savepoint of its own, so that one that fails takes no neighbour along; each is
/// answered only after the commit.
final class GroupCommit: Sendable {
  /// The most operations that share a transaction, which bounds how long one of them waits.
  static let largestGroup = 256

  /// Takes the engine's write lock at once, so that nothing read in the transaction is out of date.
  static let begin = "BEGIN IMMEDIATE TRANSACTION"

  /// One caller's part of a transaction.
  private struct Operation: Sendable {
    /// Runs inside the transaction and keeps its result.
    var apply: @Sendable (Transaction) -> Void
    /// Gives the caller the result, or the error that the commit met.
    var answer: @Sendable ((any Error)?) -> Void
  }

  private let gathering: Gathering<Operation>

  init(connection: SQLiteConnection, lock: WriteLock) {
    gathering = Gathering(label: "check-deposit.commit", largestGroup: Self.largestGroup) { group in
      Self.commit(group, connection: connection, lock: lock)
    }
  }

  /// Runs `body` in a transaction that others may share, and answers after the commit.
  ///
  /// - Throws: what `body` throws, in which case nothing of it is kept; or what the commit throws.
  func perform<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      enqueue(body) { continuation.resume(with: $0) }
    }
  }

  /// The same for a caller that has a thread of its own to wait on.
  func performAndWait<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) throws -> Value {
    let done = DispatchSemaphore(value: 0)
    let answer = Mutex<Result<Value, any Error>>(.failure(TransactionEnded()))
    enqueue(body) { result in
      answer.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    return try answer.withLock { $0 }.get()
  }

  private func enqueue<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value,
    answer: @escaping @Sendable (Result<Value, any Error>) -> Void
  ) {
    let kept = Kept<Value>()
    let operation = Operation(
      apply: { db in
        let result = Result { try db.session.underSavepoint { try body(db) } }
        kept.result.withLock { $0 = result }
      },
      answer: { commitError in
        let result = kept.result.withLock { $0 }
        switch (result, commitError) {
        case (.failure(let error)?, _): answer(.failure(error))
        case (.success(let value)?, nil): answer(.success(value))
        case (_, let error): answer(.failure(error ?? TransactionEnded()))
        }
      })
    gathering.add(operation)
  }

  private static func commit(
    _ group: [Operation], connection: SQLiteConnection, lock: WriteLock
  ) {
    var failure: (any Error)?
    do {
      try lock.withLock {
        try connection.access { db in
          try db.session.inTransaction(begin: begin) {
            for operation in group {
              operation.apply(db)
              // A full disk or a failed write ends the whole transaction inside SQLite.
              guard db.session.isInsideTransaction else { throw TransactionEnded() }
            }
          }
        }
      }
    } catch {
      failure = error
    }
    for operation in group { operation.answer(failure) }
  }
}

/// The result of an operation between its run and the commit; `nil` when it never ran.
private final class Kept<Value: Sendable>: Sendable {
  let result = Mutex<Result<Value, any Error>?>(nil)
}

/// SQLite rolled the transaction back by itself.
struct TransactionEnded: Error, CustomStringConvertible {
  var description: String {
    "the transaction could not be written: see that the disk has room and works"
  }
}
