import CheckActions
import CheckStore

/// A check in review with all that a person decides by, so that nothing has to be looked up.
public struct ReviewItem: Sendable, Hashable {
  /// The check, and what is known about it alone.
  public var details: CheckDetails
  /// The banking day on which it was received.
  public var day: CalendarDay
  /// Other checks that it may be the same as, the likeliest first: all that have to be named to
  /// credit it, and five others at most.
  public var twins: [ReviewTwin]
  /// The reason why no cash letter takes it; `nil` where one does.
  public var uncollectable: String?
  /// Whether the account to credit has had a deposit.
  public var accountIsOpen: Bool
  /// What the account to credit was credited for checks that were received on the same day (UTC).
  public var creditedThatDay: Cents
  /// The rules that hold.
  public var rules: DepositRules
}

/// Another check that a check in review may be the same as, as it stands now.
public struct ReviewTwin: Sendable, Hashable {
  /// What they have in common.
  public enum Likeness: String, Sendable, Hashable, Codable {
    /// The very same picture.
    case samePicture = "same-picture"
    /// The same routing number, on-us fields and serial number.
    case sameLine = "same-line"
    /// The same routing number, account and serial number, now or before a person changed them.
    case sameItem = "same-item"
    /// The same payor account and amount, and no serial numbers that tell them apart for sure.
    case samePayorAndAmount = "same-payor-and-amount"
  }

  /// The other check.
  public var check: CheckRecord
  /// What they have in common; the first that holds.
  public var likeness: Likeness
  /// `true` if it is credited, so that a person who approves has to name it.
  public var mustBeNamed: Bool
}

extension Pipeline {
  /// Everything that a person decides by on one check.
  ///
  /// - Parameters:
  ///   - id: The check.
  ///   - payor: The payor that the person is about to type; other checks are compared with that one.
  /// - Throws: ``PipelineError/noSuchCheck(_:)``. One that is no longer in review is given as it is.
  public func reviewItem(_ id: CheckID, payor: TypedPayor? = nil) async throws -> ReviewItem {
    let (images, rules, availability) = (parts.images, parts.rules, parts.rules.availability)
    return try await parts.store.read { db in
      let details = try CheckDetails.fetch(db, id: id, in: images)
      let line = try ApprovedLine(db, details.check, payor: payor, rules: rules)
      let rows = try SettlementRows.forDeposit(
        db, details.check, item: line.item, line: line.typed, rules: rules)
      return ReviewItem(
        details: details,
        day: BankClock(timeZone: availability.timeZone)
          .bankingDay(of: details.check.receivedAt, availability),
        twins: try ReviewTwin.all(db, rows),
        uncollectable: rows.uncollectable,
        accountIsOpen: rows.accountIsOpen,
        creditedThatDay: rows.creditedThatDay, rules: rules.deposits)
    }
  }
}

extension ReviewTwin {
  private static let mostOthers = 5

  fileprivate static func all(_ db: Transaction, _ rows: SettlementRows) throws -> [ReviewTwin] {
    let found: [(Likeness, [Twin])] = [
      (.samePicture, rows.sameFront), (.sameLine, rows.sameIdentity),
      (.sameItem, rows.sameItem), (.samePayorAndAmount, rows.similar),
      // What was left out above, where there are very many.
      (.sameLine, rows.credited),
    ]
    let mustBeNamed = Set(rows.mustBeNamed)
    var seen: Set<CheckID> = []
    let twins = try found.flatMap { likeness, twins in twins.map { (likeness, $0.id) } }
      .filter { seen.insert($0.1).inserted }
      .map { likeness, id in
        ReviewTwin(
          check: try CheckRecord.fetch(db, id: id), likeness: likeness,
          mustBeNamed: mustBeNamed.contains(id))
      }
    return twins.filter(\.mustBeNamed) + twins.filter { !$0.mustBeNamed }.prefix(mostOthers)
  }
}
