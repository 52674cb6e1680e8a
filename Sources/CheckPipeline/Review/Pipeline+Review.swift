import CheckActions
import CheckStore

extension Pipeline {
  /// Deposits a check that is in review.
  ///
  /// `seen` is the check as the person saw it who decides: one that was changed since is refused. The
  /// other checks are read in the transaction that commits the approval.
  ///
  /// - Parameters:
  ///   - id: The check.
  ///   - actor: Who approves, for the history.
  ///   - note: Why, for the history.
  ///   - overrides: The facts against the credit that the person names and overrules.
  ///   - seen: The check as the person saw it.
  /// - Throws: ``PipelineError`` when it is not in review, when it was changed meanwhile, when its
  ///   line does not tell which check it is, or when a fact that is not overruled speaks against it.
  public func approve(
    _ id: CheckID, by actor: String, note: String,
    overriding overrides: ApprovalOverrides = ApprovalOverrides(),
    asSeen seen: CheckRecord? = nil
  ) async throws {
    let parts = parts
    try await parts.store.write { db in
      try Self.approve(
        db, try Self.inReview(db, id, asSeen: seen), by: actor, note: note, overriding: overrides,
        rules: parts.rules, clock: parts.clock)
    }
  }

  /// - Parameter check: The check, which the transaction has locked.
  static func approve(
    _ db: Transaction, _ check: CheckRecord, by actor: String, note: String,
    overriding overrides: ApprovalOverrides, rules: SettlementRules, clock: PipelineClock
  ) throws {
    var check = check
    let id = check.id
    var locks = Locks()
    let line = try ApprovedLine(db, check, payor: overrides.payor, rules: rules) { names in
      locks = try Locks.take(db, names)
    }
    let settlement = try Settle.approval(
      of: id, item: line.item,
      rows: try SettlementRows.forDeposit(
        db, check, item: line.item, line: line.typed, rules: rules),
      overrides: overrides, note: note)
    if let typed = line.typed {
      try line.item.write(db, check)
      try db.run("UPDATE checks SET line = ?, line_is_corrected = 1 WHERE id = ?", [typed, id])
      check = try CheckRecord.fetch(db, id: id)
    }
    if !settlement.despite.isEmpty {
      try db.run("UPDATE checks SET is_despite_duplicate = 1 WHERE id = ?", [id])
    }
    let event = try Checks.move(
      db, check, to: .deposited, actor: actor, note: settlement.note, clock: clock)
    try DuplicateOverrides.write(db, check: id, twins: settlement.despite, event: event)
    try Steps.credit(
      db, check, availability: rules.availability, at: clock.nowMilliseconds, &locks)
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
      _ = try Checks.move(
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
      let item = try ItemKeys.fetch(db, id)
      try Locks.take(db, Locks.Name.images(of: check) + item.lockNames)
      let twins = try SettlementRows.mustBeNamed(db, check, item, rules: parts.rules)
      try item.corrected(db, id, line: line, twins: twins).write(db, check)
      try db.run(
        """
        UPDATE checks SET account = ?, amount_cents = ?, line = coalesce(?, line),
          line_is_corrected = line_is_corrected OR ?
        WHERE id = ?
        """, [statement.account, statement.amount.value, line, line != nil, id])
      var changes: [String] = []
      if line != nil { changes.append("line") }
      if let amount = correction.amount {
        changes.append("amount \(check.statement.amount) to \(amount)")
      }
      if let account = correction.account {
        changes.append(
          "account \(AccountMask.hidden(check.statement.account)) to \(AccountMask.hidden(account))"
        )
      }
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
      // The message first, as a worker does that has it in hand.
      try Queue.withdraw(db, check: id)
      let check = try CheckRecord.lock(db, id: id)
      try Checks.move(db, check, to: .cancelled, actor: actor, note: reason, clock: parts.clock)
      if check.state.wasDeposited {
        try Ledger.reverse(db, check, memo: reason, at: parts.clock.nowMilliseconds)
        try Holds.end(
          db, check, by: actor, note: "cancelled", at: parts.clock.nowMilliseconds)
      }
    }
  }

  /// Reads a check that is in review, for an act of a person: nobody else changes it meanwhile.
  static func inReview(
    _ db: Transaction, _ id: CheckID, asSeen seen: CheckRecord? = nil
  ) throws -> CheckRecord {
    let check = try CheckRecord.lock(db, id: id)
    guard check.state == .review else {
      throw PipelineError.wrongState(id, check.state, wanted: "a check in review can be decided")
    }
    guard seen == nil || seen == check else { throw PipelineError.changedMeanwhile(id) }
    return check
  }
}
