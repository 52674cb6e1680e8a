import CheckActions
import CheckImaging
import CheckStore

/// What a settlement has to know of other checks, read in the transaction that commits it.
struct SettlementRows: Sendable, Hashable {
  /// What the figures of its pictures, under the rules of today, tell against it.
  var pictureFindings: [Finding] = []
  /// Live checks with the same bytes.
  var sameFront: [Twin] = []
  /// Live checks with the same identity.
  var sameIdentity: [Twin] = []
  /// Live checks of the same routing number, account and serial number, as they stand or stood before
  /// a person changed them.
  var sameItem: [Twin] = []
  /// Recent checks that are credited for the same payor account and amount, where a serial number is
  /// missing.
  var similar: [Twin] = []
  /// All checks that are credited, or were until they came back, for the same item: by their image or
  /// line, whatever the stated amounts are.
  var credited: [Twin] = []
  /// The reason why no cash letter takes the check; `nil` where one does.
  var uncollectable: String?
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
  static func forIntake(_ db: Transaction, _ check: CheckRecord) throws -> SettlementRows {
    var rows = SettlementRows()
    rows.sameFront = try twinsWithSameFront(db, check)
    return rows
  }

  /// The rows for the decision on a proposal, and on the act of a person.
  ///
  /// - Parameters:
  ///   - item: The keys of the check.
  ///   - line: The line that a person typed; `nil` for the one that the check has.
  static func forDeposit(
    _ db: Transaction, _ check: CheckRecord, item: ItemKeys, line: String? = nil,
    rules: SettlementRules
  ) throws -> SettlementRows {
    var rows = SettlementRows()
    try rows.readTwins(db, check, item, rules: rules)
    rows.pictureFindings = pictureFindings(db, check, rules)
    rows.uncollectable = LetterLine.misfit(of: line ?? check.line ?? "")
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
    _ db: Transaction, _ check: CheckRecord, _ rules: SettlementRules
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
}
