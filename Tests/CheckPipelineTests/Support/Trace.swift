import CheckStore
import Synchronization

/// The statements that a connection runs, with their values.
final class Trace: Sendable {
  private let statements = Mutex<[String]>([])
  private let isOver = Atomic<Bool>(false)

  init(_ db: Transaction) throws {
    try db.trace { [self] _, expanded in
      guard !isOver.load(ordering: .relaxed) else { return }
      statements.withLock { $0.append(expanded) }
    }
  }

  /// Returns what was run until now; what follows is not kept.
  func end() -> [String] {
    isOver.store(true, ordering: .relaxed)
    return statements.withLock { $0 }
  }
}
