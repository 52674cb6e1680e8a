import CheckActions
import Foundation
import CheckStore

/// Names a check; given by the store, counting up.
public typealias CheckID = Int64

/// A check as the store holds it.
public struct CheckRecord: Sendable, Hashable {
  /// The check's number.
  public var id: CheckID
  /// Where it stands.
  public var state: CheckState
  /// The state it was in before it failed.
  public var failedFrom: CheckState?
  /// What the depositor said, or what a reviewer corrected it to.
  public var statement: DepositStatement
  /// The name of the submitted front file.
  public var frontName: String
  /// The SHA-256 of the front's bytes.
  public var frontHash: ImageHash
  /// The SHA-256 of the rear side's bytes.
  public var backHash: ImageHash?
  /// When it was submitted.
  public var receivedAt: Date
  /// When its state last changed.
  public var changedAt: Date
  /// The line as it was read or corrected, in A/B/C/D notation.
  public var line: String?
  /// Whether a person corrected the line and stands by its characters.
  public var lineIsCorrected: Bool
  /// What makes it the same check on another picture.
  public var identity: String?
  /// Counts presentments to the payor bank, from 1.
  public var presentment: Int
  /// Why it is not simply deposited.
  public var findings: [Finding]
  /// When its pictures were removed; `nil` while they are kept.
  public var imagesRemovedAt: Date?
}

extension CheckRecord {
  static let columns = """
    id, state, failed_from, account, amount_cents, email, memo, front_name, front_hash, back_hash, \
    received_at_ms, changed_at_ms, line, line_is_corrected, identity, presentment, findings, \
    images_removed_at_ms
    """

  init(row: Row) throws {
    let state: String = row[1]
    let failedFrom: String? = row[2]
    let findings: String = row[16]
    let backHash: String? = row[9]
    id = row[0]
    self.state = try StoreError.decoded(CheckState(rawValue: state), "state", state)
    self.failedFrom = failedFrom.flatMap(CheckState.init(rawValue:))
    do {
      statement = try DepositStatement(
        account: row[3], amount: Cents(row[4]), email: row[5], memo: row[6])
    } catch {
      throw StoreError.unknownValue(column: "statement", value: "of check \(id)")
    }
    frontName = row[7]
    frontHash = ImageHash(trusted: row[8])
    self.backHash = backHash.map(ImageHash.init(trusted:))
    receivedAt = Date(milliseconds: row[10])
    changedAt = Date(milliseconds: row[11])
    line = row[12]
    lineIsCorrected = row[13]
    identity = row[14]
    presentment = row[15]
    let removed: Int64? = row[17]
    imagesRemovedAt = removed.map { Date(milliseconds: $0) }
    self.findings = try StoreError.decoded(
      try? JSON.decode([Finding].self, from: findings), "findings", findings)
  }

  static func fetch(_ db: Transaction, id: CheckID) throws -> CheckRecord {
    let check = try db.first(
      "SELECT \(columns) FROM checks WHERE id = ?", [id], CheckRecord.init(row:))
    guard let check else { throw PipelineError.noSuchCheck(id) }
    return check
  }

  /// Reads a check that the transaction is to decide on: nobody else changes it until the end.
  static func lock(_ db: Transaction, id: CheckID) throws -> CheckRecord {
    let check = try db.returning(
      "UPDATE checks SET presentment = presentment WHERE id = ? RETURNING \(columns)", [id],
      CheckRecord.init(row:))
    guard let check else { throw PipelineError.noSuchCheck(id) }
    return check
  }
}

/// One change of a check's state.
public struct HistoryEntry: Sendable, Hashable {
  /// When.
  public var at: Date
  /// From which state; `nil` for the submission.
  public var from: CheckState?
  /// To which state.
  public var to: CheckState
  /// Who or what did it: an action's name, or a person's.
  public var actor: String
  /// Why.
  public var note: String
  /// The version of the policy that it was decided by; `nil` where no rule decided.
  public var policy: String?
}
