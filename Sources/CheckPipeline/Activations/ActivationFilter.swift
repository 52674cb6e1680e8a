import CheckActions
import Foundation
import CheckStore

/// Which activations to look at.
public struct ActivationFilter: Sendable, Hashable {
  /// Only activations for this check.
  public var check: CheckID?
  /// Only activations of this action.
  public var action: ActionName?
  /// Only activations that ended so.
  public var outcome: Activation.Outcome?
  /// Only cold starts when true, only warm ones when false.
  public var isCold: Bool?
  /// Only activations that began at this moment or later.
  public var since: Date?

  /// A filter that lets everything through unless told otherwise.
  public init(
    check: CheckID? = nil, action: ActionName? = nil, outcome: Activation.Outcome? = nil,
    isCold: Bool? = nil, since: Date? = nil
  ) {
    self.check = check
    self.action = action
    self.outcome = outcome
    self.isCold = isCold
    self.since = since
  }

  /// The condition of a query, with the arguments of its question marks.
  var condition: (sql: String, arguments: Values) {
    var terms = ["1"]
    var arguments: Values = []
    func add(_ term: String, _ value: (any StoredValue)?) {
      guard let value else { return }
      terms.append(term)
      arguments += [value]
    }
    add("check_id = ?", check)
    add("action = ?", action?.rawValue)
    add("outcome = ?", outcome?.rawValue)
    add("is_cold = ?", isCold)
    add("started_at_ms >= ?", since?.milliseconds)
    return (terms.joined(separator: " AND "), arguments)
  }
}
