import CheckStore

/// A presentment of a check.
struct Presentment: Sendable, Hashable {
  var check: CheckID
  var number: Int
}

extension Checks {
  /// Moves many checks from one state to another, as ``move(_:_:to:actor:note:reasons:words:policy:clock:)``
  /// does with one; those that are elsewhere by now, or in another presentment, are left out.
  ///
  /// - Returns: The checks that were moved.
  /// - Throws: ``PipelineError/wrongState(_:_:wanted:)`` when the table of states has no such step.
  static func move(
    _ db: Transaction, _ presentments: [Presentment], from: CheckState, to state: CheckState,
    actor: String, note: String, clock: PipelineClock
  ) throws -> Set<CheckID> {
    guard from.next.contains(state), state.notice(after: from) == nil else {
      // Each of them has words of its own.
      return try moveEach(
        db, presentments, from: from, to: state, actor: actor, note: note, clock: clock)
    }
    let now = clock.nowMilliseconds
    var moved: Set<CheckID> = []
    let groups = Dictionary(grouping: presentments, by: \.number)
    for (number, group) in groups.sorted(by: { $0.key < $1.key }) {
      for list in RowSets.lists(group.map(\.check)) {
        try db.forEach(
          """
          UPDATE checks SET state = ?, failed_from = ?, changed_at_ms = ?
          WHERE state = ? AND presentment = ? AND id IN (\(list.marks)) RETURNING id
          """,
          [state.rawValue, state == .failed ? from.rawValue : nil, now, from.rawValue, number]
            + list.values
        ) { moved.insert($0[0]) }
      }
    }
    for set in presentments.map(\.check).filter(moved.contains).rowSets {
      let rows = set.indices.map { "(?\($0 - set.startIndex + 6), ?1, ?2, ?3, ?4, ?5)" }
      try db.run(
        """
        INSERT INTO history (check_id, at_ms, from_state, to_state, actor, note)
        VALUES \(rows.joined(separator: ", "))
        """, [now, from.rawValue, state.rawValue, actor, note] + Values(set))
    }
    return moved
  }

  private static func moveEach(
    _ db: Transaction, _ presentments: [Presentment], from: CheckState, to state: CheckState,
    actor: String, note: String, clock: PipelineClock
  ) throws -> Set<CheckID> {
    var moved: Set<CheckID> = []
    for presentment in presentments {
      let check = try CheckRecord.fetch(db, id: presentment.check)
      guard check.state == from, check.presentment == presentment.number else { continue }
      try move(db, check, to: state, actor: actor, note: note, clock: clock)
      moved.insert(check.id)
    }
    return moved
  }
}
