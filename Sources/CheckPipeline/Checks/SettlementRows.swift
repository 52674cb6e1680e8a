import CheckActions
import CheckImaging
import GRDB

/// Another check that a check is compared with.
struct Twin: Sendable, Hashable {
  var id: CheckID
  var amount: Cents
  var state: CheckState
}

extension Twin {
  fileprivate init(row: Row) throws {
    let state: String = row[2]
    self.init(
      id: row[0], amount: Cents(row[1]),
      state: try StoreError.decoded(CheckState(rawValue: state), "state", state))
  }
}

/// What a settlement has to know of other checks, read in the transaction that commits it.
struct SettlementRows: Sendable, Hashable {
  /// What the figures of its pictures, under the rules of today, tell against it.
  var pictureFindings: [Finding] = []
  /// Live checks with the same bytes.
  var sameFront: [Twin] = []
  /// Live checks with the same identity.
  var sameIdentity: [Twin] = []
  /// Live checks with the same identity by the line as it was read, of this check or of the other,
  /// where a person changed characters that the reader stood by.
  var sameReading: [Twin] = []
  /// Recent live checks with the same payor account and amount, where there is no serial.
  var similar: [Twin] = []
  /// All checks that are credited, or were until they came back, for the same item: the same front
  /// image, or the same identity, as it stands or as it was read.
  var credited: [Twin] = []
  /// What the account was credited on the day on which the check was received.
  var creditedThatDay = Cents(0)
  /// Whether the account is open.
  var accountIsOpen = false
}

/// The figures of a stored response of the image action.
struct MeasuredQuality: Sendable, Decodable {
  var quality: QualityFigures?
  var rearQuality: QualityFigures?
}

extension SettlementRows {
  static let millisecondsPerDay: Int64 = 86_400_000

  /// The rows for the settlement of an intake.
  static func forIntake(_ db: Database, _ check: CheckRecord) throws -> SettlementRows {
    var rows = SettlementRows()
    rows.sameFront = try twinsWithSameFront(db, check)
    return rows
  }

  /// The rows for the settlement of a proposal, and for the act of a person, about the check that
  /// `item` tells.
  static func forDeposit(
    _ db: Database, _ check: CheckRecord, item: ItemKeys, rules: SettlementRules
  ) throws -> SettlementRows {
    var rows = SettlementRows()
    rows.sameFront = try twinsWithSameFront(db, check)
    rows.pictureFindings = pictureFindings(db, check, rules)
    if let identity = item.identity {
      rows.sameIdentity = try twins(
        db, "identity = ? AND id <> ?", [identity, check.id], likeliest: check.statement.amount)
    }
    if item.identity != nil || item.readIdentity != nil {
      rows.sameReading = try twins(
        db, "(read_identity = ?1 OR identity = ?2 OR read_identity = ?2) AND id <> ?3",
        [item.identity, item.readIdentity, check.id], likeliest: check.statement.amount)
    }
    if !(rows.sameFront + rows.sameIdentity + rows.sameReading).isEmpty {
      rows.credited = try creditedTwins(db, check, item)
    }
    if item.serial == nil, let payor = item.payor {
      let since =
        check.receivedAt.milliseconds
        - Int64(rules.deposits.similarWithinDays) * millisecondsPerDay
      rows.similar = try twins(
        db,
        "payor = ? AND serial IS NULL AND amount_cents = ? AND received_at_ms >= ? AND id <> ?",
        [payor, check.statement.amount.value, since, check.id])
    }
    rows.creditedThatDay = Cents(
      try db.int(
        """
        SELECT coalesce(sum(amount_cents), 0) FROM checks
        WHERE account = ? AND received_day = ?
          AND state IN (\(deposited))
        """,
        [check.statement.account, check.receivedAt.milliseconds / millisecondsPerDay]))
    rows.accountIsOpen = try db.exists(
      "SELECT 1 FROM accounts WHERE number = ?", [check.statement.account])
    return rows
  }

  /// What the stored figures of its pictures tell against a check.
  static func pictureFindings(
    _ db: Database, _ check: CheckRecord, _ rules: SettlementRules
  ) -> [Finding] {
    let found: [Finding]
    do {
      let measured = try Queue.result(db, check.id, .image, MeasuredQuality.self)
      found = rules.pictureFindings(front: measured?.quality, rear: measured?.rearQuality)
    } catch {
      // What cannot be read must not undo what it comes with, nor pass for good.
      found =
        rules.pictureFindings(front: nil, rear: nil) + [
          Finding(.poorImage, "What was measured of its pictures cannot be read: look at them.")
        ]
    }
    return found.filter { $0.reason != .missingRear || check.backHash == nil }
  }

  /// One that is still moving may yet be rejected, and then its twin must not have been: whichever
  /// is settled first counts.
  private static func twinsWithSameFront(_ db: Database, _ check: CheckRecord) throws -> [Twin] {
    try twins(
      db, "front_hash = ? AND id <> ? AND state NOT IN (\(moving))",
      [check.frontHash.description, check.id])
  }

  /// Every check that is credited for the same item, by its number.
  static func creditedTwins(
    _ db: Database, _ check: CheckRecord, _ item: ItemKeys
  ) throws -> [Twin] {
    try db.rows(
      """
      SELECT id, amount_cents, state FROM checks
      WHERE (front_hash = ?1 OR identity = ?2 OR read_identity = ?2 OR identity = ?3
          OR read_identity = ?3)
        AND id <> ?4 AND state IN (\(deposited)) ORDER BY id
      """, [check.frontHash.description, item.identity, item.readIdentity, check.id]
    ).map(Twin.init(row:))
  }

  /// Live checks only, those of the `likeliest` amount first; a few of them are enough.
  private static func twins(
    _ db: Database, _ condition: String, _ arguments: StatementArguments,
    likeliest amount: Cents = Cents(0)
  ) throws -> [Twin] {
    try db.rows(
      """
      SELECT id, amount_cents, state FROM checks WHERE \(condition) AND state NOT IN (\(dead))
      ORDER BY amount_cents <> ?, id LIMIT 20
      """, arguments + [amount.value]
    ).map(Twin.init(row:))
  }

  private static let dead = CheckState.list { !$0.isLive }
  private static let moving = CheckState.list(\.isMoving)
  private static let deposited = CheckState.list(\.wasDeposited)
}
