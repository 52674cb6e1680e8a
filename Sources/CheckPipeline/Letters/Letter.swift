import CashLetter
import CheckActions
import Foundation
import CheckStore

/// A cash letter as the store holds it.
public struct Letter: Sendable, Hashable {
  /// The letter's number.
  public var id: LetterID
  /// Where it stands.
  public var state: LetterState
  /// The bank's profile that it is made by.
  public var profile: LetterProfile
  /// The business day.
  public var businessDate: LetterDate
  /// The day on which it is made, in the policy's time zone.
  public var creationDate: LetterDate
  /// The time of day at which it is made.
  public var creationTime: LetterTime
  /// Tells files of the same minute apart.
  public var modifier: String
  /// The name of its file.
  public var fileName: String
  /// How many items it has.
  public var items: Int
  /// What they add up to.
  public var amount: Cents
  /// The sequence number of its credit, whether or not its dialect writes one.
  var creditSequence: Int
  /// The number of bytes of its file, once that was made.
  public var bytes: Int?
  /// The SHA-256 of its file in hexadecimal, once that was made.
  public var checksum: String?
  /// The folder that its file was sent to.
  public var destination: String?
  /// When its state last changed.
  public var changedAt: Date

  /// What tells it from others of its profile.
  var facts: LetterFacts {
    LetterFacts(
      letterID: Self.name(id), businessDate: businessDate, creationDate: creationDate,
      creationTime: creationTime, fileIDModifier: modifier)
  }

  /// The cash letter's ID in its file: eight digits.
  static func name(_ id: LetterID) -> String {
    String(String(id + 100_000_000).suffix(8))
  }
}

/// A letter with its items and what became of it.
public struct LetterDetails: Sendable, Hashable {
  /// The letter.
  public var letter: Letter
  /// Its file, whether or not it is there.
  public var file: String
  /// Its items, in their order.
  public var items: [LetterItemRecord]
  /// The changes of its state, oldest first.
  public var history: [LetterHistoryEntry]
}

/// A check in a letter.
public struct LetterItemRecord: Sendable, Hashable {
  /// The item's sequence number.
  public var sequence: Int
  /// The check.
  public var check: CheckID
  /// Which presentment of the check it is, from 1.
  public var presentment: Int
  /// Where the check stands now.
  public var state: CheckState
  /// The amount.
  public var amount: Cents
  /// The payor bank's routing number.
  public var payorRouting: String
  /// The on-us field, as the letter has it.
  public var onUs: String
  /// The account that it was deposited to.
  public var account: String
  /// The business day of the deposit.
  public var depositDate: String
  /// Whether the rear is a picture of the check itself, and not one that was made.
  public var isRearActual: Bool
}

/// One change of a letter's state.
public struct LetterHistoryEntry: Sendable, Hashable {
  /// When.
  public var at: Date
  /// From which state; `nil` for the first.
  public var from: LetterState?
  /// To which state.
  public var to: LetterState
  /// Who or what did it.
  public var actor: String
  /// Why.
  public var note: String
}

extension Letter {
  static let columns = """
    id, state, profile, business_date, creation_date, creation_time, modifier, file, items, \
    amount_cents, credit_sequence, bytes, checksum, destination, changed_at_ms
    """

  init(row: Row) throws {
    let (state, profile): (String, String) = (row[1], row[2])
    let (business, created, time): (String, String, String) = (row[3], row[4], row[5])
    id = row[0]
    self.state = try StoreError.decoded(LetterState(rawValue: state), "letter state", state)
    self.profile = try JSON.decode(LetterProfile.self, from: profile)
    businessDate = try StoreError.decoded(LetterDate(business), "date", business)
    creationDate = try StoreError.decoded(LetterDate(created), "date", created)
    creationTime = try StoreError.decoded(
      LetterTime(ascii: Array(time.utf8)[...]), "time", time)
    modifier = row[6]
    fileName = row[7]
    items = row[8]
    amount = Cents(row[9])
    creditSequence = row[10]
    bytes = row[11]
    checksum = row[12]
    destination = row[13]
    changedAt = Date(milliseconds: row[14])
  }

  static func fetch(_ db: Transaction, id: LetterID) throws -> Letter {
    let letter = try db.first(
      "SELECT \(columns) FROM letters WHERE id = ?", [id], Letter.init(row:))
    guard let letter else { throw LetterError.noSuchLetter(id) }
    return letter
  }
}
