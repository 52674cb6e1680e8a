import CheckActions
import CheckStore

/// The queue: the messages of the store, and who has which in hand.
enum Queue {
  /// Takes the next message for an owner, or gives `nil` when there is none for it now.
  ///
  /// Later actions come first, so that a check that was begun is finished while its pictures are
  /// warm. A suspect (a message that was in hand, with others, when their owner died) is run
  /// alone: an owner takes one only with empty hands, and nothing beside it.
  ///
  /// The notices of one check go one after the other: a later one waits until each earlier one is
  /// delivered or given up.
  ///
  /// A message whose rows this version cannot read is failed, and holds nobody up.
  static func claim(_ db: Transaction, owner: String, clock: PipelineClock) throws -> Lease? {
    let now = clock.monotonicMilliseconds()
    try db.run(callIn, [now])
    while let taken = try take(db, owner: owner, nowMilliseconds: now) {
      do {
        return try lease(db, taken)
      } catch {
        if error is SQLError { throw error }
        try fail(
          db, HeldMessage(id: taken.id, token: taken.token), attempts: taken.attempts,
          error: "\(error)", clock: clock)
      }
    }
    return nil
  }

  private static func take(
    _ db: Transaction, owner: String, nowMilliseconds now: Int64
  ) throws -> TakenMessage? {
    var takesSuspect = false
    if try db.exists("SELECT 1 FROM messages WHERE is_suspect = 1 LIMIT 1") {
      let inHand = try db.rows("SELECT is_suspect FROM messages WHERE owner = ?", [owner]) {
        row -> Bool in row[0]
      }
      if inHand.contains(true) { return nil }
      if try db.exists(findSuspect, [now]) {
        guard inHand.isEmpty else { return nil }
        takesSuspect = true
      }
    }
    return takesSuspect
      ? try db.returning(takeSuspect, [owner, now], TakenMessage.init(row:))
      : try db.returning(takeNext, [owner], TakenMessage.init(row:))
  }

  /// Has those whose time has come take their places among the ready ones, where SQLite finds the
  /// first without a look at the others.
  ///
  /// When a great many come back at once, each claim calls the longest due in, and no more than it
  /// has time for; the order is that among those called in.
  static let callIn = """
    UPDATE messages SET ready_at_ms = 0 WHERE id IN (
      SELECT id FROM messages WHERE status = 'ready' AND ready_at_ms > 0 AND ready_at_ms <= ?
      ORDER BY ready_at_ms LIMIT 64)
    """

  /// That no earlier notice of its check stands before a `message`; one that was given up does not.
  ///
  /// Whatever asks what can be taken asks this too, or a suspect that has to wait would stop all
  /// others, and a waiting notice keep every slot at it.
  private static let isNext = """
    (event_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM messages AS earlier
      WHERE earlier.check_id = message.check_id AND earlier.event_id < message.event_id
        AND earlier.status <> 'failed'))
    """

  static let findReady = """
    SELECT 1 FROM messages AS message
    WHERE status = 'ready' AND ready_at_ms = 0 AND \(isNext) LIMIT 1
    """
  static let findDue = """
    SELECT 1 FROM messages AS message
    WHERE status = 'ready' AND ready_at_ms > 0 AND ready_at_ms <= ? AND \(isNext) LIMIT 1
    """
  private static let findSuspect = """
    SELECT 1 FROM messages AS message
    WHERE is_suspect = 1 AND status = 'ready' AND ready_at_ms <= ? AND \(isNext) LIMIT 1
    """
  static let takeNext = take(where: "ready_at_ms = 0 AND is_suspect = 0")
  static let takeSuspect = take(where: "ready_at_ms <= ? AND is_suspect = 1")

  /// Time and flag stand in the text where the use of a partial index depends on them, so that
  /// SQLite would prepare the statement anew each time another value is bound.
  private static func take(where condition: String) -> String {
    """
    UPDATE messages SET status = 'leased', owner = ?, token = token + 1
    WHERE id = (
      SELECT id FROM messages AS message
      WHERE status = 'ready' AND \(condition) AND \(isNext)
      ORDER BY stage DESC, id LIMIT 1) AND status = 'ready'
    RETURNING id, token, action, attempts, enqueued_at_ms, check_id, event_id, event
    """
  }

  /// Whether any message could be claimed now.
  static func hasReady(_ db: Transaction, nowMilliseconds now: Int64) throws -> Bool {
    try db.exists(findReady) || db.exists(findDue, [now])
  }

  private static func lease(_ db: Transaction, _ taken: TakenMessage) throws -> Lease {
    let name = taken.action
    let action = try StoreError.decoded(ActionName(rawValue: name), "action", name)
    var lease = Lease(
      messageID: taken.id, token: taken.token, action: action, attempts: taken.attempts,
      enqueuedAtMilliseconds: taken.enqueuedAtMilliseconds,
      check: try CheckRecord.fetch(db, id: taken.check))
    switch action {
    case .intake, .image: break
    case .micr: lease.earlierResponse = try storedResult(db, lease.check.id, .image)
    case .deposit:
      lease.earlierResponse = try storedResult(db, lease.check.id, .micr)
      lease.directory = try RoutingDirectoryVersion.current(db)
    case .notify: try lease.setNotice(event: taken.event, text: taken.notice)
    case .demo: throw StoreError.unknownValue(column: "action", value: name)
    }
    return lease
  }

  /// The response that an action gave for a check.
  static func result<Response: Decodable>(
    _ db: Transaction, _ check: CheckID, _ action: ActionName, _ type: Response.Type
  ) throws -> Response? {
    try storedResult(db, check, action).map { try JSON.decode(type, from: $0) }
  }

  private static func storedResult(
    _ db: Transaction, _ check: CheckID, _ action: ActionName
  ) throws -> String? {
    try db.first(
      "SELECT response FROM results WHERE check_id = ? AND action = ?", [check, action.rawValue]
    ) { $0[0] }
  }
}

/// A message's row as a claim finds it.
private struct TakenMessage {
  var id: Int64
  var token: Int64
  var action: String
  var attempts: Int
  var enqueuedAtMilliseconds: Int64
  var check: CheckID
  var event: Int64?
  var notice: String?

  init(row: Row) {
    (id, token, action, attempts) = (row[0], row[1], row[2], row[3])
    (enqueuedAtMilliseconds, check, event, notice) = (row[4], row[5], row[6], row[7])
  }
}
