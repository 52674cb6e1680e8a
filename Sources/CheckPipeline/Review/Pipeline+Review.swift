import CheckActions
import GRDB

extension Pipeline {
  /// Deposits a check that is in review.
  ///
  /// `seen` is the check as the person saw it who decides: one that was changed since is refused.
  ///
  /// - Throws: ``PipelineError`` when it is not in review, when it was changed meanwhile, when its
  ///   line does not tell which check it is, or when the same check is deposited already.
  public func approve(
    _ id: CheckID, by actor: String, note: String, asSeen seen: CheckRecord? = nil
  ) async throws {
    let parts = parts
    try await parts.store.write { db in
      let check = try Self.inReview(db, id, asSeen: seen)
      let isKnown = try db.exists(
        "SELECT 1 FROM checks WHERE id = ? AND (identity IS NOT NULL OR payor IS NOT NULL)", [id])
      guard isKnown else { throw PipelineError.noIdentity(id) }
      let twin = try db.firstRow(
        """
        SELECT id FROM checks
        WHERE id <> ?1 AND (front_hash = ?2 OR (identity = ?3 AND amount_cents = ?4))
          AND state IN (\(CheckState.list(\.wasDeposited)))
        """,
        [id, check.frontHash.description, check.identity, check.statement.amount.value])
      if let twin { throw PipelineError.wouldDouble(id, of: twin[0]) }
      try Checks.move(
        db, check, to: .deposited, actor: actor, note: note, clock: parts.clock)
      try Steps.credit(
        db, check, availability: parts.rules.availability, at: parts.clock.nowMilliseconds)
    }
  }

  /// Turns a check in review down.
  ///
  /// The history has the `reason`, and the depositor is told the same, or what `told` says; `seen` is
  /// the check as the person saw it who decides: one that was changed since is refused.
  public func reject(
    _ id: CheckID, by actor: String, reason: String, told: String? = nil,
    asSeen seen: CheckRecord? = nil
  ) async throws {
    let parts = parts
    try await parts.store.write { db in
      try Checks.move(
        db, try Self.inReview(db, id, asSeen: seen), to: .rejected, actor: actor, note: reason,
        words: told ?? reason, clock: parts.clock)
    }
  }

  /// Sets a check in review right, and has it settled anew.
  ///
  /// `seen` is the check as the person saw it who decides: one that was changed since is refused.
  ///
  /// - Throws: ``PipelineError/badLine(_:reason:)``, `DepositStatement.Invalid`,
  ///   ``PipelineError/wrongState(_:_:wanted:)`` or ``PipelineError/changedMeanwhile(_:)``.
  public func correct(
    _ id: CheckID, _ correction: Correction, by actor: String, asSeen seen: CheckRecord? = nil
  ) async throws {
    let parts = parts
    let line = try correction.line.map(Correction.checked)
    try await parts.store.write { db in
      let check = try Self.inReview(db, id, asSeen: seen)
      let statement = try DepositStatement(
        account: correction.account ?? check.statement.account,
        amount: correction.amount ?? check.statement.amount, email: check.statement.email,
        memo: check.statement.memo)
      guard line != nil || check.line?.isEmpty == false else {
        throw PipelineError.noIdentity(id)
      }
      try db.run(
        """
        UPDATE checks SET account = ?, amount_cents = ?, line = coalesce(?, line),
          line_is_corrected = line_is_corrected OR ?
        WHERE id = ?
        """, [statement.account, statement.amount.value, line, line != nil, id])
      if line != nil {
        // What was misread must not pass for this check until it is settled anew.
        try db.run(
          "UPDATE checks SET identity = NULL, payor = NULL, serial = NULL WHERE id = ?", [id])
      }
      var changes: [String] = []
      if line != nil { changes.append("line") }
      if let amount = correction.amount {
        changes.append("amount \(check.statement.amount) to \(amount)")
      }
      if correction.account != nil { changes.append("account") }
      try Checks.move(
        db, check, to: .read, actor: actor, note: "corrected: \(changes.joined(separator: ", "))",
        clock: parts.clock)
      try Queue.enqueue(
        db, check: id, action: .deposit, wallMilliseconds: parts.clock.nowMilliseconds)
    }
  }

  /// Withdraws a check; what it was credited is taken back by a reversing entry.
  ///
  /// - Throws: ``PipelineError/wrongState(_:_:wanted:)`` when it is too late for that.
  public func cancel(_ id: CheckID, by actor: String, reason: String) async throws {
    let parts = parts
    try await parts.store.write { db in
      let check = try CheckRecord.fetch(db, id: id)
      try Checks.move(db, check, to: .cancelled, actor: actor, note: reason, clock: parts.clock)
      try Queue.withdraw(db, check: id)
      if check.state.wasDeposited {
        try Ledger.reverse(db, check, memo: reason, at: parts.clock.nowMilliseconds)
        try Holds.end(
          db, check, by: actor, note: "cancelled", at: parts.clock.nowMilliseconds)
      }
    }
  }

  static func inReview(
    _ db: Database, _ id: CheckID, asSeen seen: CheckRecord? = nil
  ) throws -> CheckRecord {
    let check = try CheckRecord.fetch(db, id: id)
    guard check.state == .review else {
      throw PipelineError.wrongState(id, check.state, wanted: "a check in review can be decided")
    }
    guard seen == nil || seen == check else { throw PipelineError.changedMeanwhile(id) }
    return check
  }
}
