import CheckActions

@testable import CheckPipeline

/// What the queue and the states of checks have to do, written from the design, without a database.
///
/// Each check is an item of its own, and the verdict of each action is given with the act, so that
/// what is left is who may move which message when, and what follows.
struct QueueModel {
  struct Message: Hashable {
    enum Status: String { case ready, leased, failed }

    var id: Int64
    var check: CheckID
    var action: ActionName
    var status = Status.ready
    var attempts = 0
    var isSuspect = false
    var isDelayed = false
    var token: Int64 = 0
    var owner: String?

    var isNotice: Bool { action == .notify }
  }

  struct Check: Hashable {
    var id: CheckID
    var state = CheckState.received
    var failedFrom: CheckState?
    /// Whether it was proposed for deposit, so that its line tells which check it is.
    var isKnown = false
    var deposits = 0
    var reversals = 0
    var notices = 0
  }

  struct Handed: Hashable {
    var message: Int64
    var token: Int64
    var action: ActionName
  }

  /// How often a message is tried.
  let attempts: Int
  var checks: [CheckID: Check] = [:]
  var messages: [Int64: Message] = [:]
  var history: [String] = []
  var leases: [Handed] = []
  private var keys: [Int: CheckID] = [:]
  private var lastMessage: Int64 = 0

  init(attempts: Int) { self.attempts = attempts }

  /// Checks with an even number gave an address, and are told.
  static func hasAddress(key: Int) -> Bool { key.isMultiple(of: 2) }

  /// All that the store holds, a line each.
  var lines: [String] {
    let messages = messages.values.sorted { $0.id < $1.id }.map { message in
      "message \(message.id): check \(message.check) \(message.action.rawValue) "
        + "\(message.status.rawValue) attempts \(message.attempts) suspect \(message.isSuspect) "
        + "delayed \(message.isDelayed) token \(message.token) owner \(message.owner ?? "-")"
    }
    let checks = checks.values.sorted { $0.id < $1.id }.map { check in
      "check \(check.id): \(check.state.rawValue) from \(check.failedFrom?.rawValue ?? "-") "
        + "deposits \(check.deposits) reversals \(check.reversals) notices \(check.notices)"
    }
    return messages + checks + history
  }

  /// Takes all messages away.
  mutating func clear() {
    messages = [:]
    leases = []
  }

  mutating func submit(key: Int) -> Answer {
    if let known = keys[key] { return .check(known, isReplay: true) }
    let id = CheckID(checks.count + 1)
    keys[key] = id
    checks[id] = Check(id: id)
    history.append("\(id): - to received")
    enqueue(id, .intake)
    return .check(id, isReplay: false)
  }

  mutating func enqueue(_ check: CheckID, _ action: ActionName) {
    lastMessage += 1
    messages[lastMessage] = Message(id: lastMessage, check: check, action: action)
  }

  /// Moves a check; its depositor is told of a decision.
  mutating func move(_ id: CheckID, to state: CheckState) {
    guard let before = checks[id]?.state else { return }
    checks[id]?.state = state
    checks[id]?.failedFrom = state == .failed ? before : nil
    history.append("\(id): \(before.rawValue) to \(state.rawValue)")
    let isDecision = [.deposited, .rejected, .review].contains(state) && before != .failed
    if isDecision, keys.contains(where: { $0.value == id && Self.hasAddress(key: $0.key) }) {
      enqueue(id, .notify)
    }
  }
}
