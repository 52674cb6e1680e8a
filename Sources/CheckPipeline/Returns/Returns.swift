import CashLetter
import CheckActions
import Foundation
import GRDB

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

  /// Takes an answer, all in the caller's transaction.
  ///
  /// - Returns: What was done; `nil` when that was done before.
  func take(_ db: Database, _ answer: BankAnswer) throws -> ReturnRecord.Outcome? {
    let known = try db.firstRow("SELECT outcome FROM returns WHERE key = ?", [answer.key])
    if let known, known[0] != ReturnRecord.Outcome.unmatched.rawValue { return nil }
    let result = try settle(db, answer)
    var reason: String?
    var adjusted: Int?
    switch answer.kind {
    case .returned(let code): reason = code
    case .adjusted(let amount): adjusted = amount.value
    }
    try db.run(
      """
      INSERT OR REPLACE INTO returns (key, kind, first_bank, deposit_date, sequence, amount_cents,
        adjusted_cents, reason, reason_table, outcome, note, check_id, presentment, file, actor,
        imported_at_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        answer.key, adjusted == nil ? "return" : "adjustment", answer.firstBank,
        answer.depositDate.description, answer.sequence, answer.amount.value, adjusted, reason,
        reason.map { _ in ReturnReason.tableVersion }, result.outcome.rawValue, result.note,
        result.item?.check, result.item?.presentment, file, actor, clock.nowMilliseconds,
      ])
    return result.outcome
  }

  private func settle(_ db: Database, _ answer: BankAnswer) throws -> Result {
    switch try match(db, answer) {
    case .failure(let mismatch):
      return Result(outcome: .unmatched, note: mismatch.reason)
    case .success(let item):
      let check = try CheckRecord.fetch(db, id: item.check)
      switch answer.kind {
      case .returned(let code):
        return try takeBack(db, check, item, code)
      case .adjusted(let amount):
        try Ledger.adjust(
          db, check, by: amount.value - answer.amount.value, at: clock.nowMilliseconds)
        return Result(outcome: .adjusted, note: "\(answer.amount) to \(amount)", item: item)
      }
    }
  }

  private func takeBack(
    _ db: Database, _ check: CheckRecord, _ item: LetterItemRecord, _ code: String
  ) throws -> Result {
    let reason = ReturnReason(code: code)
    let words = "return reason \(code), \(reason?.meaning ?? "not in the table")"
    try Checks.move(db, check, to: .returned, actor: actor, note: words, clock: clock)
    try Ledger.reverse(db, check, memo: words, at: clock.nowMilliseconds)
    try Holds.end(db, check, by: actor, note: words, at: clock.nowMilliseconds)
    let wasAdjusted = try Ledger.reverseAdjustment(
      db, check, memo: words, at: clock.nowMilliseconds)
    guard policy.presentsAgain, reason?.mayPresentAgain == true, check.presentment == 1,
      !wasAdjusted
    else { return Result(outcome: .returned, note: words, item: item) }
    try db.run("UPDATE checks SET presentment = presentment + 1 WHERE id = ?", [check.id])
    let again = try CheckRecord.fetch(db, id: check.id)
    let note = "presentment \(again.presentment), once more after \(words)"
    try Checks.move(db, again, to: .deposited, actor: actor, note: note, clock: clock)
    try Steps.credit(
      db, again, availability: availability, at: clock.nowMilliseconds)
    return Result(outcome: .presentedAgain, note: note, item: item)
  }

  /// Why an answer is not taken.
  private struct Mismatch: Error { var reason: String }

  /// Finds the item by bank of first deposit, day and number; everything else has to agree.
  private func match(
    _ db: Database, _ answer: BankAnswer
  ) throws -> Swift.Result<LetterItemRecord, Mismatch> {
    let row = try db.firstRow(
      "SELECT letter_id FROM letter_items WHERE sequence = ?", [answer.sequence])
    guard let row else { return .failure(Mismatch(reason: "no item has this sequence number")) }
    let letter = try Letter.fetch(db, id: row[0])
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
