import CashLetter
import CheckActions
import Foundation
import CheckStore

/// The rows of letters, and every way in which they change.
enum Letters {
  /// A check that is to go into a letter, with what the letter says of it.
  struct Draft: Sendable {
    var check: CheckID
    var presentment: Int
    var entry: LetterEntry
    /// The rear side that was made for it, where it has none.
    var madeRear: StoredImage?
  }

  /// Reserves checks for a letter: its number, days and sequence numbers are fixed from now on.
  ///
  /// Checks that were cancelled or reserved meanwhile are left out, and so are those whose rear
  /// side, made for others as well, was removed; `nil` when none is left.
  ///
  /// - Throws: ``LetterError/tooManyInAMinute``.
  static func reserve(
    _ db: Transaction, _ drafts: [Draft], policy: LetterPolicy, businessDate: LetterDate,
    actor: String, clock: PipelineClock
  ) throws -> Letter? {
    // Before anything is read: the row of the counter is the lock of all that is fixed here.
    let id = LetterID(try Counter.letters.take(db))
    let ready = try drafts.filter { draft in
      try draft.madeRear.map { try ImageRows.name(db, [$0]) == nil } ?? true
    }
    let moved = try Checks.move(
      db, ready.map { Presentment(check: $0.check, number: $0.presentment) }, from: .deposited,
      to: .lettered, actor: actor, note: "letter \(id)", clock: clock)
    let items = ready.filter { moved.contains($0.check) }
    guard !items.isEmpty else {
      try Counter.letters.take(db, -1)
      return nil
    }
    let now = clock.now()
    let (day, time) = (try policy.day(of: now), try policy.time(of: now))
    let modifier = try nextModifier(db, day, time)
    // The credit's comes first, then those of the items.
    let sequence = try Counter.sequences.take(db, 1 + items.count) - items.count
    try db.run(
      """
      INSERT INTO letters (id, state, profile, business_date, creation_date, creation_time,
        modifier, file, items, amount_cents, credit_sequence, changed_at_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id, LetterState.reserved.rawValue, try JSON.encode(policy.profile),
        businessDate.description, day.description, time.description, modifier,
        [
          Letter.name(id), policy.profile.origin.routing,
          policy.profile.destination.routing, "\(day)", "\(time)\(modifier).x937",
        ].joined(separator: "-"), items.count,
        items.reduce(0) { $0 + $1.entry.amountCents }, sequence, now.milliseconds,
      ])
    try writeHistory(db, id, from: nil, to: .reserved, actor: actor, note: "", clock: clock)
    try insert(db, items, into: id, after: sequence)
    return try Letter.fetch(db, id: id)
  }

  private static func insert(
    _ db: Transaction, _ items: [Draft], into letter: LetterID, after sequence: Int
  ) throws {
    var last = sequence
    for set in items.rowSets {
      var values: Values = []
      for item in set {
        last += 1
        values += [last, letter, item.check, item.presentment, try JSON.encode(item.entry)]
      }
      let rows = repeatElement("(\(RowSets.marks(5)))", count: set.count)
      try db.run(
        """
        INSERT INTO letter_items (sequence, letter_id, check_id, presentment, entry)
        VALUES \(rows.joined(separator: ", "))
        """, values)
    }
  }

  /// Moves a letter to another state, and its checks with it.
  ///
  /// - Throws: ``LetterError/wrongState(_:_:advice:)`` when the table of states has no such step, or
  ///   the letter is no longer where its record says.
  @discardableResult
  static func move(
    _ db: Transaction, _ letter: Letter, to state: LetterState, actor: String, note: String = "",
    clock: PipelineClock
  ) throws -> Letter {
    guard letter.state.next.contains(state) else {
      throw LetterError.wrongState(letter.id, letter.state, advice: letter.state.advice)
    }
    let moved = try db.run(
      "UPDATE letters SET state = ?, changed_at_ms = ? WHERE id = ? AND state = ?",
      [state.rawValue, clock.nowMilliseconds, letter.id, letter.state.rawValue])
    guard moved == 1 else {
      let now = try Letter.fetch(db, id: letter.id).state
      throw LetterError.wrongState(letter.id, now, advice: now.advice)
    }
    try writeHistory(
      db, letter.id, from: letter.state, to: state, actor: actor, note: note, clock: clock)
    if state.ofChecks != letter.state.ofChecks {
      try moveChecks(db, letter, to: state, actor: actor, note: note, clock: clock)
    }
    if !state.isLive {
      try db.run("UPDATE letter_items SET is_live = 0 WHERE letter_id = ?", [letter.id])
    }
    return try Letter.fetch(db, id: letter.id)
  }

  /// Moves those checks that are still where the letter is: some may have come back already.
  private static func moveChecks(
    _ db: Transaction, _ letter: Letter, to state: LetterState, actor: String, note: String,
    clock: PipelineClock
  ) throws {
    let items = try db.rows(
      "SELECT check_id, presentment FROM letter_items WHERE letter_id = ? ORDER BY sequence",
      [letter.id]
    ) { Presentment(check: $0[0], number: $0[1]) }
    let words = "letter \(letter.id) \(state.rawValue)\(note.isEmpty ? "" : ": \(note)")"
    let moved = try Checks.move(
      db, items, from: letter.state.ofChecks, to: state.ofChecks, actor: actor, note: words,
      clock: clock)
    // What the bank said of an amount went with the letter that it did not take.
    guard !state.isLive else { return }
    for check in try Ledger.adjusted(db, items.map(\.check).filter(moved.contains)) {
      try Ledger.reverseAdjustments(db, check, memo: words, at: clock.nowMilliseconds)
    }
  }

  /// Marks a letter's file as made; a second time changes nothing.
  static func finish(
    _ db: Transaction, _ id: LetterID, bytes: Int, checksum: String, clock: PipelineClock
  ) throws -> Letter {
    let letter = try Letter.fetch(db, id: id)
    guard letter.state == .reserved else { return letter }
    try db.run(
      "UPDATE letters SET bytes = ?, checksum = ? WHERE id = ?", [bytes, checksum, id])
    return try move(db, letter, to: .created, actor: "letter", clock: clock)
  }

  /// The items of a letter after one of them, with what the letter says of them.
  static func items(
    _ db: Transaction, of letter: LetterID, after sequence: Int = 0, count: Int
  ) throws -> [(record: LetterItemRecord, entry: LetterEntry)] {
    try db.rows(
      """
      SELECT i.sequence, i.check_id, i.presentment, c.state, i.entry
      FROM letter_items i JOIN checks c ON c.id = i.check_id
      WHERE i.letter_id = ? AND i.sequence > ? ORDER BY i.sequence LIMIT ?
      """, [letter, sequence, count]
    ) { row in
      let (state, text): (String, String) = (row[3], row[4])
      let entry = try JSON.decode(LetterEntry.self, from: text)
      return (
        LetterItemRecord(
          sequence: row[0], check: row[1], presentment: row[2],
          state: try StoreError.decoded(CheckState(rawValue: state), "state", state),
          amount: Cents(entry.amountCents), payorRouting: entry.payorRouting, onUs: entry.onUs,
          account: entry.account, depositDate: entry.depositDate,
          isRearActual: entry.isRearActual), entry
      )
    }
  }

  /// The changes of a letter's state, oldest first.
  static func history(_ db: Transaction, _ id: LetterID) throws -> [LetterHistoryEntry] {
    try db.rows(
      """
      SELECT at_ms, from_state, to_state, actor, note FROM letter_history
      WHERE letter_id = ? ORDER BY id
      """, [id]
    ) { row in
      let (from, to): (String?, String) = (row[1], row[2])
      return LetterHistoryEntry(
        at: Date(milliseconds: row[0]), from: from.flatMap(LetterState.init(rawValue:)),
        to: try StoreError.decoded(LetterState(rawValue: to), "letter state", to), actor: row[3],
        note: row[4])
    }
  }

  private static func writeHistory(
    _ db: Transaction, _ id: LetterID, from: LetterState?, to: LetterState, actor: String,
    note: String, clock: PipelineClock
  ) throws {
    try db.run(
      """
      INSERT INTO letter_history (letter_id, at_ms, from_state, to_state, actor, note)
      VALUES (?, ?, ?, ?, ?, ?)
      """, [id, clock.nowMilliseconds, from?.rawValue, to.rawValue, actor, note])
  }

  /// Only under the lock of the letters' counter.
  private static func nextModifier(
    _ db: Transaction, _ day: LetterDate, _ time: LetterTime
  ) throws -> String {
    let taken = try db.rows(
      "SELECT modifier FROM letters WHERE creation_date = ? AND creation_time = ?",
      [day.description, time.description]
    ) { row -> String in row[0] }
    let free = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".first { !taken.contains(String($0)) }
    guard let free else { throw LetterError.tooManyInAMinute }
    return String(free)
  }
}

extension LetterState {
  /// What can be done with a letter in this state.
  fileprivate var advice: String {
    switch self {
    case .reserved: "'letter create' makes its file, 'letter drop' gives it up"
    case .created: "'letter send' sends it, 'letter drop' gives it up"
    case .sending:
      "its file may be with the bank already: 'letter send' puts it there again, 'letter acknowledge' "
        + "says what the bank answered"
    case .sent: "'letter acknowledge' says what the bank answered"
    case .acknowledged: "the bank took it, nothing follows but returns of its items"
    case .refused, .dropped: "its items may go into another letter"
    }
  }
}
