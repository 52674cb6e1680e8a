import CashLetter
import CheckActions
import Foundation
import CheckStore

/// What banks' answers mean for checks and ledger.
struct Returns: Sendable {
  let policy: LetterPolicy
  let availability: AvailabilityRules
  let file: String
  let actor: String
  let clock: PipelineClock

  /// What was done with an answer.
  private struct Result {
    var outcome: ReturnRecord.Outcome
    var note: String
    var item: LetterItemRecord?
  }

  /// Returns the names to lock before answers are taken: those of checks that may be presented again.
  func lockNames(_ db: Transaction, _ answers: [BankAnswer]) throws -> Set<Locks.Name> {
    var names: Set<Locks.Name> = []
    for answer in answers {
      guard policy.presentsAgain, case .returned(let code) = answer.kind,
        ReturnReason(code: code, isAdministrative: answer.isAdministrative)?.mayPresentAgain == true
      else { continue }
      let id: CheckID? = try db.first(
        "SELECT check_id FROM letter_items WHERE sequence = ?", [answer.sequence]
      ) { $0[0] }
      guard let id else { continue }
      let check = try CheckRecord.fetch(db, id: id)
      names.formUnion(Locks.Name.credit(of: check, try ItemKeys.fetch(db, id)))
      let customer: String? = try db.first(
        "SELECT coalesce(customer, number) FROM accounts WHERE number = ?",
        [check.statement.account]
      ) { $0[0] }
      names.insert(.customer(customer ?? check.statement.account))
    }
    return names
  }

  /// Takes an answer, all in the caller's transaction.
  ///
  /// - Parameter locks: Those of all answers that the transaction takes.
  /// - Returns: What was done; `nil` when that was done before.
  func take(
    _ db: Transaction, _ answer: BankAnswer, _ locks: inout Locks
  ) throws -> ReturnRecord.Outcome? {
    let settled = try ReturnRecord.fetch(db, answer.key, isUnmatched: false).first
    if settled?.answer.agrees(with: answer) == true { return nil }
    let result: Result
    if let settled {
      result = Result(
        outcome: .unmatched,
        note: "return \(settled.id) is another answer of the bank for this item: \(settled.note)")
    } else {
      result = try settle(db, answer, &locks)
    }
    let waiting = try ReturnRecord.fetch(db, answer.key, isUnmatched: true)
    try write(db, answer, result, over: waiting.first { $0.answer.agrees(with: answer) }?.id)
    return result.outcome
  }

  /// Keeps an answer with what was done; in the place of the same one, where that was unmatched.
  private func write(
    _ db: Transaction, _ answer: BankAnswer, _ result: Result, over id: Int64?
  ) throws {
    var reason: String?
    var adjusted: Int?
    switch answer.kind {
    case .returned(let code): reason = code
    case .adjusted(let amount): adjusted = amount.value
    }
    let columns = """
      (key, kind, first_bank, deposit_date, sequence, amount_cents, adjusted_cents, reason, \
      reason_table, payor_routing, on_us, is_test, is_administrative, outcome, note, check_id, \
      presentment, file, actor, imported_at_ms)
      """
    let values: Values = [
      answer.key, adjusted == nil ? "return" : "adjustment", answer.firstBank,
      answer.depositDate.description, answer.sequence, answer.amount.value, adjusted, reason,
      reason.map { _ in ReturnReason.tableVersion }, answer.payorRouting, answer.onUs,
      answer.isTest, answer.isAdministrative, result.outcome.rawValue, result.note,
      result.item?.check, result.item?.presentment, file, actor, clock.nowMilliseconds,
    ]
    let marks = RowSets.marks(20)
    if let id {
      try db.run("UPDATE returns SET \(columns) = (\(marks)) WHERE id = ?", values + [id])
    } else {
      try db.run("INSERT INTO returns \(columns) VALUES (\(marks))", values)
    }
  }

  private func settle(
    _ db: Transaction, _ answer: BankAnswer, _ locks: inout Locks
  ) throws -> Result {
    switch try match(db, answer) {
    case .failure(let mismatch):
      return Result(outcome: .unmatched, note: mismatch.reason)
    case .success(let item):
      let check = try CheckRecord.fetch(db, id: item.check)
      switch answer.kind {
      case .returned(let code):
        return try takeBack(
          db, check, item, code,
          ReturnReason(code: code, isAdministrative: answer.isAdministrative), &locks)
      case .adjusted(let amount):
        try Ledger.adjust(
          db, check, item: item.sequence, by: amount.value - answer.amount.value,
          at: clock.nowMilliseconds)
        try Checks.writeHistory(
          db, check: check.id, from: check.state, to: check.state, actor: actor,
          note: "adjusted by the bank: \(answer.amount) to \(amount)", at: clock.nowMilliseconds)
        return Result(outcome: .adjusted, note: "\(answer.amount) to \(amount)", item: item)
      }
    }
  }

  private func takeBack(
    _ db: Transaction, _ check: CheckRecord, _ item: LetterItemRecord, _ code: String,
    _ reason: ReturnReason?, _ locks: inout Locks
  ) throws -> Result {
    let words = "return reason \(code), \(reason?.meaning ?? "not in the table")"
    try Checks.move(db, check, to: .returned, actor: actor, note: words, clock: clock)
    let wasAdjusted = try Ledger.reverse(
      db, check, memo: words, at: clock.nowMilliseconds)
    try Holds.end(db, check, by: actor, note: words, at: clock.nowMilliseconds)
    // Without its pictures it could go into no letter again.
    guard policy.presentsAgain, reason?.mayPresentAgain == true, check.presentment == 1,
      !wasAdjusted, check.imagesRemovedAt == nil
    else { return Result(outcome: .returned, note: words, item: item) }
    // An item that another check is credited for is not credited by a rule once more.
    let keys = try ItemKeys.fetch(db, check.id)
    try locks.add(db, Locks.Name.credit(of: check, keys), of: check.id)
    let twins = try SettlementRows.creditedTwins(db, check, keys)
    let twin = (twins + (try DuplicateOverrides.twins(db, of: check.id)))
      .first(where: \.state.isCredited)
    if let twin {
      let note =
        "\(words); not presented again, since check \(twin.id) is credited for the same item"
      return Result(outcome: .returned, note: note, item: item)
    }
    let presented = try db.returning(
      """
      UPDATE checks SET presentment = presentment + 1
      WHERE id = ? AND state = 'returned' AND presentment = ? RETURNING \(CheckRecord.columns)
      """, [check.id, check.presentment], CheckRecord.init(row:))
    guard let again = presented else { throw PipelineError.changedMeanwhile(check.id) }
    let note = "presentment \(again.presentment), once more after \(words)"
    try Checks.move(db, again, to: .deposited, actor: actor, note: note, clock: clock)
    try Steps.credit(
      db, again, availability: availability, at: clock.nowMilliseconds, &locks)
    return Result(outcome: .presentedAgain, note: note, item: item)
  }

  /// Why an answer is not taken.
  private struct Mismatch: Error { var reason: String }

  /// Finds the item by bank of first deposit, day and number; everything else has to agree.
  private func match(
    _ db: Transaction, _ answer: BankAnswer
  ) throws -> Swift.Result<LetterItemRecord, Mismatch> {
    let number: LetterID? = try db.first(
      "SELECT letter_id FROM letter_items WHERE sequence = ?", [answer.sequence]
    ) { $0[0] }
    guard let number else { return .failure(Mismatch(reason: "no item has this sequence number")) }
    let letter = try Letter.fetch(db, id: number)
    let found = try Letters.items(db, of: letter.id, after: answer.sequence - 1, count: 1).first
    guard let item = found?.record else {
      return .failure(Mismatch(reason: "no item has this sequence number"))
    }
    let place = "item \(item.sequence) of letter \(letter.id)"
    guard letter.profile.firstBank.routing == answer.firstBank else {
      let bank = letter.profile.firstBank.routing
      return .failure(Mismatch(reason: "\(place) has bank of first deposit \(bank)"))
    }
    guard item.depositDate == answer.depositDate.description else {
      return .failure(Mismatch(reason: "\(place) was deposited on \(item.depositDate)"))
    }
    if let payor = answer.payorRouting, payor != item.payorRouting {
      return .failure(Mismatch(reason: "\(place) is drawn on \(item.payorRouting)"))
    }
    if let onUs = answer.onUs, onUs.withoutBlanks != item.onUs.withoutBlanks {
      return .failure(Mismatch(reason: "\(place) has another on-us field"))
    }
    if let isTest = answer.isTest, isTest != letter.profile.isTest {
      let kinds = isTest ? "the file is a test, and" : "the file is no test, and"
      return .failure(Mismatch(reason: "\(kinds) letter \(letter.id) is the other"))
    }
    guard item.amount == answer.amount else {
      return .failure(Mismatch(reason: "\(place) is of \(item.amount)"))
    }
    guard letter.state == .sent || letter.state == .acknowledged else {
      return .failure(
        Mismatch(reason: "letter \(letter.id) is \(letter.state.rawValue), and not with the bank"))
    }
    let check = try CheckRecord.fetch(db, id: item.check)
    guard check.presentment == item.presentment,
      check.state == .submitted || check.state == .settled
    else {
      return .failure(
        Mismatch(
          reason: "check \(check.id) is \(check.state.rawValue), presentment \(check.presentment)"))
    }
    return .success(item)
  }
}
