import CheckActions
import Foundation
import CheckStore

/// A part of a deposit that its depositor may not draw on until a moment, or until it is released.
public struct Hold: Sendable, Hashable {
  /// Its number, counting up.
  public var id: Int64
  /// The check that was deposited.
  public var check: CheckID
  /// Which presentment of it.
  public var presentment: Int
  /// The account that it was deposited to.
  public var account: String
  /// The banking day of the deposit.
  public var bankingDay: CalendarDay
  /// Why it is held.
  public var reason: HoldReason
  /// How much is held.
  public var amount: Cents
  /// When it is available by itself.
  public var availableAt: Date
  /// When it ended before that: it was released, or the deposit was taken back.
  public var endedAt: Date?
  /// Who or what ended it.
  public var endedBy: String?
  /// Why it was ended.
  public var endNote: String?

  /// Whether it still holds at a moment.
  public func isActive(at moment: Date) -> Bool { endedAt == nil && moment < availableAt }
}

extension Hold {
  static let columns = """
    id, check_id, presentment, account, banking_day, reason, amount_cents, available_at_ms, \
    ended_at_ms, ended_by, end_note
    """

  init(row: Row) throws {
    let (day, reason): (String, String) = (row[4], row[5])
    let ended: Int64? = row[8]
    id = row[0]
    check = row[1]
    presentment = row[2]
    account = row[3]
    bankingDay = try StoreError.decoded(CalendarDay(day), "banking day", day)
    self.reason = try StoreError.decoded(HoldReason(rawValue: reason), "hold reason", reason)
    amount = Cents(row[6])
    availableAt = Date(milliseconds: row[7])
    endedAt = ended.map(Date.init(milliseconds:))
    endedBy = row[9]
    endNote = row[10]
  }
}
