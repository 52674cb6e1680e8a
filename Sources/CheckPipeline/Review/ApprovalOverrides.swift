import CheckActions
import CheckStore
import MICR

/// The facts against a check that a person overrules by approving it, each by its name.
///
/// A reason for review is overruled by the approval itself; a fact is not.
public struct ApprovalOverrides: Sendable, Hashable {
  /// The checks that are credited for the same item, each by its number: all of them, and no other.
  public var despiteDuplicates: Set<CheckID> = []
  /// `true` if the check is credited though no cash letter takes it.
  public var isUncollectable = false
  /// The payor, typed from the image in place of the line.
  public var payor: TypedPayor?

  /// Makes overrides from their parts; without any, nothing is overruled.
  public init(
    despiteDuplicates: Set<CheckID> = [], isUncollectable: Bool = false, payor: TypedPayor? = nil
  ) {
    self.despiteDuplicates = despiteDuplicates
    self.isUncollectable = isUncollectable
    self.payor = payor
  }
}

/// The payor of a check, as a person read it from the image.
public struct TypedPayor: Sendable, Hashable {
  private let routing: String
  private let account: String
  private let serial: String?

  /// Takes a routing number, an account number and, where the check has one, its serial number.
  ///
  /// - Throws: ``PipelineError/badPayor(reason:)`` when the routing number is not one of the US by
  ///   its check digit and range, or the other numbers are no digits and dashes that a cash letter
  ///   takes.
  public init(
    routing: String, account: String, serial: String? = nil
  ) throws(PipelineError) {
    guard RoutingNumber.isWellFormed(routing) else {
      throw .badPayor(
        reason:
          "routing number '\(routing)' fails its check: compare its nine digits with the image")
    }
    self.routing = routing
    self.account = try Self.number(account, "account")
    if let serial {
      self.serial = try Self.number(serial, "serial number")
    } else {
      self.serial = nil
    }
    if let reason = LetterLine.misfit(of: line(besides: nil)) {
      throw .badPayor(reason: reason)
    }
  }

  /// Returns the line in A/B/C/D notation, with what the reader is sure of where the person typed no
  /// serial number.
  ///
  /// - Parameter read: The fields of a line that the reader stands by; `nil` for none.
  func line(besides read: MICRFields?) -> String {
    let payor = "A\(routing)A \(account)C"
    let digits = { (text: String) in text.filter(\.isNumber) }
    if let auxiliary = read?.auxOnUs, serial.map({ digits($0) == digits(auxiliary) }) ?? true {
      return "C\(auxiliary)C \(payor)"
    }
    return payor + ((serial ?? read?.serial).map { " \($0)" } ?? "")
  }

  private static func number(
    _ text: String, _ name: String
  ) throws(PipelineError) -> String {
    let isNumber = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    guard isNumber, text.contains(where: { $0.isNumber && $0 != "0" }) else {
      throw .badPayor(
        reason: "\(name) '\(text)' is not made of digits and dashes, with one digit that is not 0")
    }
    return String(text.map { $0 == "-" ? "D" : $0 })
  }
}

/// A check with the line that an approval would give it.
struct ApprovedLine {
  /// The line that a person typed; `nil` where the check keeps its own.
  var typed: String?
  var item: ItemKeys

  /// - Parameters:
  ///   - payor: The payor that a person typed; `nil` for none.
  ///   - lock: Called with what a decision counts, before other checks are read.
  init(
    _ db: Transaction, _ check: CheckRecord, payor: TypedPayor?, rules: SettlementRules,
    lock: ([Locks.Name]) throws -> Void = { _ in }
  ) throws {
    let own = try ItemKeys.fetch(db, check.id)
    item = own
    // A serial number that the reader doubts is none.
    let isSure = own.serial != nil
    typed = payor?.line(besides: check.line.flatMap { isSure ? MICRFields(parsing: $0) : nil })
    if let typed {
      item = ItemKeys(typed: typed, besides: own.serial, amount: check.statement.amount)
    }
    try lock(Locks.Name.credit(of: check, own) + item.lockNames)
    guard let typed else { return }
    let twins = try SettlementRows.mustBeNamed(db, check, own, rules: rules)
    item.kept = try own.corrected(db, check.id, line: typed, twins: twins).kept
    item.keepPayors(at: check.statement.amount)
  }
}
