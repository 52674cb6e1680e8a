import CheckActions
import MICR

/// The facts against a check that a person overrules by approving it, each by its name.
///
/// A reason for review is overruled by the approval itself; a fact is not.
public struct ApprovalOverrides: Sendable, Hashable {
  /// The checks that are credited for the same item, each by its number: all of them, and no other.
  public var despiteDuplicates: Set<CheckID> = []
  /// Whether the check is credited though no cash letter takes it.
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
  /// The line that says so, in A/B/C/D notation.
  public let line: String

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
    func number(_ text: String, _ name: String) throws(PipelineError) -> String {
      let isNumber = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
      guard isNumber, text.contains(where: \.isNumber) else {
        throw .badPayor(reason: "\(name) '\(text)' has other characters than digits and dashes")
      }
      return String(text.map { $0 == "-" ? "D" : $0 })
    }
    let account = try number(account, "account")
    let serial = try serial.map { text throws(PipelineError) in try number(text, "serial number") }
    let line = "A\(routing)A \(account)C" + (serial.map { " \($0)" } ?? "")
    if let reason = LetterLine.misfit(of: line) { throw .badPayor(reason: reason) }
    self.line = line
  }
}
