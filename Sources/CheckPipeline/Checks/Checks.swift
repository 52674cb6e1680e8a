import CheckActions
import Foundation
import CheckStore

/// The rows of checks, and every way in which they change.
enum Checks {
  /// Moves a check to another state, writes down who did it and why, and has its depositor told
  /// where that concerns them: of `reasons`, or in the `words` of who decided.
  ///
  /// - Parameter policy: The version of the policy, where its rules decided.
  /// - Returns: The number of the history's line.
  /// - Throws: ``PipelineError/wrongState(_:_:wanted:)`` when the table of states has no such step, or
  ///   the check is no longer where its record says.
  @discardableResult
  static func move(
    _ db: Transaction, _ check: CheckRecord, to state: CheckState, actor: String, note: String,
    reasons: [Reason] = [], words: String? = nil, policy: String? = nil, clock: PipelineClock
  ) throws -> Int64 {
    guard check.state.next.contains(state) else {
      let wanted = check.state.next.map(\.rawValue).sorted().joined(separator: ", ")
      throw PipelineError.wrongState(
        check.id, check.state, wanted: "these may follow: \(wanted.isEmpty ? "none" : wanted)")
    }
    let now = clock.nowMilliseconds
    let failedFrom = state == .failed ? check.state.rawValue : nil
    let moved = try db.run(
      "UPDATE checks SET state = ?, failed_from = ?, changed_at_ms = ? WHERE id = ? AND state = ?",
      [state.rawValue, failedFrom, now, check.id, check.state.rawValue])
    try requireChanged(db, moved, check.id, from: check.state)
    let event = try writeHistory(
      db, check: check.id, from: check.state, to: state, actor: actor, note: note,
      policy: policy, at: now)
    if let told = state.notice(after: check.state), check.statement.email != nil {
      let notice = QueuedNotice(
        event: NoticeEvent(
          state: told, at: Date(milliseconds: now), reasons: reasons, words: words),
        statement: check.statement)
      try Queue.enqueue(
        db, notice: notice, event: event, check: check.id, wallMilliseconds: now)
    }
    return event
  }

  /// Refuses a change that found the check in another state than its record says.
  ///
  /// - Parameter rows: The number of rows that were changed.
  /// - Throws: ``PipelineError/wrongState(_:_:wanted:)`` with the state that the check is in now.
  static func requireChanged(
    _ db: Transaction, _ rows: Int, _ check: CheckID, from state: CheckState
  ) throws {
    guard rows == 0 else { return }
    throw PipelineError.wrongState(
      check, try CheckRecord.fetch(db, id: check).state,
      wanted: "one that is still \(state.rawValue) can be changed so: look at it again")
  }

  /// Writes one line of a check's history, and gives its number.
  @discardableResult
  static func writeHistory(
    _ db: Transaction, check: CheckID, from: CheckState?, to: CheckState, actor: String,
    note: String, policy: String? = nil, at milliseconds: Int64
  ) throws -> Int64 {
    let line: Int64? = try db.returning(
      """
      INSERT INTO history (check_id, at_ms, from_state, to_state, actor, note, policy)
      VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id
      """, [check, milliseconds, from?.rawValue, to.rawValue, actor, note, policy]
    ) { $0[0] }
    return try StoreError.decoded(line, "history", "none")
  }

  /// Marks a check whose message was given up; its row need not be readable.
  static func fail(
    _ db: Transaction, _ check: CheckID, error: String, clock: PipelineClock
  ) throws {
    let text: String? = try db.first("SELECT state FROM checks WHERE id = ?", [check]) { $0[0] }
    guard let state = text.flatMap(CheckState.init(rawValue:)), state.next.contains(.failed) else {
      return
    }
    let now = clock.nowMilliseconds
    let failed = try db.run(
      """
      UPDATE checks SET state = 'failed', failed_from = state, changed_at_ms = ?
      WHERE id = ? AND state = ?
      """, [now, check, state.rawValue])
    try requireChanged(db, failed, check, from: state)
    try writeHistory(
      db, check: check, from: state, to: .failed, actor: "queue", note: error, at: now)
  }

  /// Keeps what an action gave back.
  static func storeResult(
    _ db: Transaction, check: CheckID, action: ActionName, response: String
  ) throws {
    try db.run(
      """
      INSERT INTO results (check_id, action, response) VALUES (?, ?, ?)
      ON CONFLICT (check_id, action) DO UPDATE SET response = excluded.response
      """, [check, action.rawValue, response])
  }

  /// Keeps why a check is not simply deposited.
  static func setFindings(_ db: Transaction, check: CheckID, _ findings: [Finding]) throws {
    try db.run(
      "UPDATE checks SET findings = ? WHERE id = ?", [try JSON.encode(findings), check])
  }
}
