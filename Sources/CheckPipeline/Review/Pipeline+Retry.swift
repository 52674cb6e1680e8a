import CheckActions
import CheckStore

extension Pipeline {
  /// Has checks in review settled anew as they are: something outside them has changed, such as the
  /// routing directory.
  ///
  /// - Throws: ``PipelineError/noIdentity(_:)`` or ``PipelineError/wrongState(_:_:wanted:)``, and then
  ///   none of them is.
  public func retryReview(_ ids: [CheckID], by actor: String) async throws {
    let clock = parts.clock
    try await parts.store.write { db in
      for id in ids { try Self.retry(db, try Self.inReview(db, id), by: actor, clock: clock) }
    }
  }

  /// The same for those that are in review for a reason, among others, and have a line.
  ///
  /// - Returns: The checks that are settled anew.
  public func retryReview(reason: Reason, by actor: String) async throws -> [CheckID] {
    let clock = parts.clock
    return try await parts.store.write { db in
      let waits = { (check: CheckRecord) in
        check.state == .review && check.line?.isEmpty == false
          && check.findings.contains { $0.reason == reason }
      }
      let waiting = try db.rows(
        "SELECT \(CheckRecord.columns) FROM checks WHERE state = ? ORDER BY id",
        [CheckState.review.rawValue], CheckRecord.init(row:)
      ).filter(waits)
      // What others decided since is left alone.
      let checks = try waiting.map { try CheckRecord.lock(db, id: $0.id) }.filter(waits)
      for check in checks { try Self.retry(db, check, by: actor, clock: clock) }
      return checks.map(\.id)
    }
  }

  private static func retry(
    _ db: Transaction, _ check: CheckRecord, by actor: String, clock: PipelineClock
  ) throws {
    guard check.line?.isEmpty == false else { throw PipelineError.noIdentity(check.id) }
    try Checks.move(db, check, to: .read, actor: actor, note: "settled anew", clock: clock)
    try Queue.enqueue(
      db, check: check.id, action: .deposit, wallMilliseconds: clock.nowMilliseconds)
  }
}
