import CheckActions
import Foundation
import CheckStore

/// The record of one invocation.
public struct Activation: Sendable, Hashable {
  /// How an invocation ended.
  public enum Outcome: String, Sendable, Hashable, Codable {
    /// The action gave a response.
    case success
    /// The moment was to blame, and the message comes back.
    case failure
  }

  /// The activation's number, counting up.
  public var id: Int64
  /// The check it was about.
  public var check: CheckID
  /// The action.
  public var action: ActionName
  /// The container it ran in.
  public var container: String
  /// Whether the container was made for it.
  public var isCold: Bool
  /// When it began.
  public var startedAt: Date
  /// The time from the message's arrival to the start, in microseconds.
  public var waitMicroseconds: Int
  /// The time of the cold start, in microseconds; 0 when warm.
  public var initMicroseconds: Int
  /// The time of the invocation alone, in microseconds.
  public var runMicroseconds: Int
  /// How it ended.
  public var outcome: Outcome
  /// What the action logged.
  public var log: [String]

  static let columns = """
    id, check_id, action, container, is_cold, started_at_ms, wait_us, init_us, run_us, outcome, log
    """

  init(row: Row) throws {
    let (action, outcome, log): (String, String, String) = (row[2], row[9], row[10])
    id = row[0]
    check = row[1]
    self.action = try StoreError.decoded(ActionName(rawValue: action), "action", action)
    container = row[3]
    isCold = row[4]
    startedAt = Date(milliseconds: row[5])
    waitMicroseconds = row[6]
    initMicroseconds = row[7]
    runMicroseconds = row[8]
    self.outcome = try StoreError.decoded(Outcome(rawValue: outcome), "outcome", outcome)
    self.log = log.split(separator: "\n").map(String.init)
  }

  static func write(
    _ db: Transaction, _ lease: Lease, _ run: Invocation, outcome: Outcome, error: String?
  ) throws {
    let wait = max(0, run.startedAt.milliseconds - lease.enqueuedAtMilliseconds) * 1000
    let log = (run.log.lines + [error].compactMap { $0 }).joined(separator: "\n")
    try db.run(
      """
      INSERT INTO activations
        (check_id, action, container, is_cold, started_at_ms, wait_us, init_us, run_us, outcome, log)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        lease.check.id, lease.action.rawValue, run.container, run.isCold,
        run.startedAt.milliseconds, wait, run.initMicroseconds, run.runMicroseconds,
        outcome.rawValue, log,
      ])
  }
}

/// What a container reports of one invocation.
struct Invocation: Sendable {
  var container: String
  var isCold: Bool
  var startedAt: Date
  var initMicroseconds: Int
  var runMicroseconds: Int
  var log: ActivationLog
  var result: Result<ActionResponse, ActionFailure>
  /// Whether its container takes no other request.
  var isLast = false
}
