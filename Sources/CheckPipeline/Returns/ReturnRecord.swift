import CashLetter
import CheckActions
import Foundation
import CheckStore

/// A bank's answer as the store keeps it, with what became of it.
public struct ReturnRecord: Sendable, Hashable {
  /// What was done.
  public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// The check came back, and its deposit is taken back.
    case returned
    /// The same, and it is deposited once more, as a new presentment.
    case presentedAgain = "presented-again"
    /// The difference to another amount was entered.
    case adjusted
    /// No check is known for it, or it does not fit its check.
    case unmatched
  }

  /// Its number, counting up.
  public var id: Int64
  /// What the bank says.
  public var answer: BankAnswer
  /// The version of the table of reasons that it was decided by.
  public var reasonTable: String?
  /// What was done.
  public var outcome: Outcome
  /// What a person has to know of it.
  public var note: String
  /// The check.
  public var check: CheckID?
  /// Which presentment of it.
  public var presentment: Int?
  /// The name of the file that it came in.
  public var file: String
  /// Who imported it.
  public var actor: String
  /// When it was imported.
  public var importedAt: Date
}

extension ReturnRecord {
  static let columns = """
    id, kind, first_bank, deposit_date, sequence, amount_cents, adjusted_cents, reason, \
    reason_table, outcome, note, check_id, presentment, file, actor, imported_at_ms, \
    payor_routing, on_us, is_test, is_administrative
    """

  /// What was kept under a key: the one that was settled, or those that were not.
  static func fetch(_ db: Transaction, _ key: String, isUnmatched: Bool) throws -> [ReturnRecord] {
    try db.rows(
      "SELECT \(columns) FROM returns WHERE key = ? AND (outcome = 'unmatched') = ? ORDER BY id",
      [key, isUnmatched], ReturnRecord.init(row:))
  }

  init(row: Row) throws {
    let (date, outcome): (String, String) = (row[3], row[9])
    let adjusted: Int? = row[6]
    id = row[0]
    answer = BankAnswer(
      kind: adjusted.map { .adjusted(to: Cents($0)) } ?? .returned(reason: row[7] ?? ""),
      firstBank: row[2], depositDate: try StoreError.decoded(LetterDate(date), "date", date),
      sequence: row[4], amount: Cents(row[5]), payorRouting: row[16], onUs: row[17],
      isTest: row[18], isAdministrative: row[19])
    reasonTable = row[8]
    self.outcome = try StoreError.decoded(Outcome(rawValue: outcome), "outcome", outcome)
    note = row[10]
    check = row[11]
    presentment = row[12]
    file = row[13]
    actor = row[14]
    importedAt = Date(milliseconds: row[15])
  }
}
