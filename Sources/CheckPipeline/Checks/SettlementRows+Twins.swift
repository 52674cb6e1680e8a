import CheckActions
import CheckStore

/// Another check that a check is compared with.
struct Twin: Sendable, Hashable {
  var id: CheckID
  var amount: Cents
  var state: CheckState
}

extension Twin {
  init(row: Row) throws {
    let state: String = row[2]
    self.init(
      id: row[0], amount: Cents(row[1]),
      state: try StoreError.decoded(CheckState(rawValue: state), "state", state))
  }
}

extension SettlementRows {
  /// Reads the other checks that a check is, or may be, the same item as.
  mutating func readTwins(
    _ db: Transaction, _ check: CheckRecord, _ item: ItemKeys, rules: SettlementRules
  ) throws {
    sameFront = try Self.twinsWithSameFront(db, check)
    if let identity = item.identity {
      sameIdentity = try Self.twins(
        db, "identity = ? AND id <> ?", [identity, check.id], likeliest: check.statement.amount)
    }
    sameItem = try Self.twins(db, check, item, states: Self.live)
    if !(sameFront + sameIdentity + sameItem).isEmpty {
      credited = try Self.creditedTwins(db, check, item)
    }
    similar = try Self.similarTwins(db, check, item, rules)
  }

  /// Returns the checks that a person names who credits a check; nothing else is read.
  static func mustBeNamed(
    _ db: Transaction, _ check: CheckRecord, _ item: ItemKeys, rules: SettlementRules
  ) throws -> [CheckID] {
    var rows = SettlementRows()
    try rows.readTwins(db, check, item, rules: rules)
    return rows.mustBeNamed
  }

  /// Every check that was credited for the same item, by its number; those of which the money came
  /// back too.
  static func creditedTwins(
    _ db: Transaction, _ check: CheckRecord, _ item: ItemKeys
  ) throws -> [Twin] {
    let front = [("front_hash = ?", check.frontHash.description)]
    let images = try (front + exchangedSides(check)).flatMap { condition, hash in
      try db.rows(
        """
        SELECT id, amount_cents, state FROM checks
        WHERE \(condition) AND id <> ? AND state IN (\(deposited))
        """, [hash, check.id], Twin.init(row:))
    }
    return distinct(images + (try twins(db, check, item, states: deposited)))
  }

  /// One that is still moving may yet be rejected, and then its twin must not have been: whichever
  /// is decided first counts.
  static func twinsWithSameFront(_ db: Transaction, _ check: CheckRecord) throws -> [Twin] {
    let fronts = try twins(
      db, "front_hash = ? AND id <> ? AND state NOT IN (\(moving))",
      [check.frontHash.description, check.id])
    // A front that is not credited may be a rear side that somebody sent in by mistake, and must not
    // turn down the checks that have it as theirs.
    let exchanged = try exchangedSides(check).flatMap { condition, hash in
      try twins(db, "\(condition) AND id <> ? AND state IN (\(deposited))", [hash, check.id])
    }
    return distinct(fronts + exchanged)
  }

  /// Sides that were exchanged: the front of one check is the rear of the other.
  private static func exchangedSides(_ check: CheckRecord) -> [(String, String)] {
    [("back_hash = ?", check.frontHash.description)]
      + [check.backHash].compactMap { $0 }.map { ("front_hash = ?", $0.description) }
  }

  /// Checks with a key of the same item.
  private static func twins(
    _ db: Transaction, _ check: CheckRecord, _ item: ItemKeys, states: String
  ) throws -> [Twin] {
    distinct(
      try item.keys.union(item.kept).filter { $0.kind != .payor }.flatMap { key in
        try db.rows(
          """
          SELECT c.id, c.amount_cents, c.state FROM item_keys k CROSS JOIN checks c
          WHERE k.kind = ? AND k.key = ? AND c.id = k.check_id AND c.id <> ?
            AND c.state IN (\(states))
          """, [key.kind.rawValue, key.value, check.id], Twin.init(row:))
      })
  }

  /// Recent checks that are credited for the same payor account and amount, where one of the two has
  /// no serial number that is sure, or a person changed what they have in common; the latest of them.
  private static func similarTwins(
    _ db: Transaction, _ check: CheckRecord, _ item: ItemKeys, _ rules: SettlementRules
  ) throws -> [Twin] {
    let since =
      check.receivedAt.milliseconds
      - Int64(rules.deposits.similarWithinDays) * millisecondsPerDay
    return distinct(
      try item.keys.union(item.kept).filter { $0.kind == .payor }.flatMap { key in
        try db.rows(
          """
          SELECT c.id, c.amount_cents, c.state
          FROM (SELECT check_id, is_kept FROM item_keys WHERE kind = 'payor' AND key = ?
            ORDER BY check_id DESC LIMIT 100) k CROSS JOIN checks c
          WHERE c.id = k.check_id AND c.id <> ?
            AND c.received_at_ms >= ? AND c.state IN (\(deposited))
            AND (? = 1 OR k.is_kept = 1 OR c.serial IS NULL)
          ORDER BY k.check_id DESC LIMIT 20
          """, [key.value, check.id, since, item.serial == nil || item.kept.contains(key)],
          Twin.init(row:))
      })
  }

  private static func distinct(_ twins: [Twin]) -> [Twin] {
    var seen: Set<CheckID> = []
    return twins.filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
  }

  /// Live checks only, those of the `likeliest` amount first; a few of them are enough.
  private static func twins(
    _ db: Transaction, _ condition: String, _ arguments: Values,
    likeliest amount: Cents = Cents(0)
  ) throws -> [Twin] {
    try db.rows(
      """
      SELECT id, amount_cents, state FROM checks WHERE \(condition) AND state NOT IN (\(dead))
      ORDER BY amount_cents <> ?, id LIMIT 20
      """, arguments + [amount.value], Twin.init(row:))
  }

  private static let dead = CheckState.list { !$0.isLive }
  private static let live = CheckState.list(\.isLive)
  private static let moving = CheckState.list(\.isMoving)
  static let deposited = CheckState.list(\.wasDeposited)
}
