import CheckStore
import Synchronization

@testable import CheckPipeline

/// The texts of the statements that a connection runs.
final class StatementLog: Sendable {
  private let texts = Mutex<[String]>([])

  /// Logs what a connection runs from now on.
  init(_ db: Transaction) throws {
    try db.trace { [weak self] sql, _ in self?.texts.withLock { $0.append(sql) } }
  }

  var all: [String] { texts.withLock { $0 } }
}

extension Pipeline {
  /// Runs `body` in a transaction, and gives the statements that it took as well.
  func statements<Value: Sendable>(
    writing body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> (Value, [String]) {
    try await parts.store.write { db in
      let log = try StatementLog(db)
      return (try body(db), log.all)
    }
  }

  /// Gives the statements of what `body` reads, with those that begin and end its snapshots.
  func statements<Value: Sendable>(
    reading body: () async throws -> Value
  ) async throws -> (Value, [String]) {
    let log = try await parts.store.read { try StatementLog($0) }
    let value = try await body()
    // The first is the end of the snapshot that the log was made in.
    return (value, Array(log.all.dropFirst()))
  }
}
