import CheckActions
import Testing

@testable import CheckPipeline

@Suite struct LedgerProofTests {
  /// A store with a deposited check 1 and a cancelled check 2, whose tables can be changed.
  private func planted(_ sql: String...) async throws -> [String] {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: Lines.personal("1"))
    try await pipeline.deposit(bench, "b", line: Lines.personal("2"), cents: 500)
    try await pipeline.cancel(2, by: "clerk", reason: "asked for")
    let clean = try await pipeline.proveLedger()
    #expect(clean == LedgerProof(entries: 3, checks: 2, violations: []))
    for table in ["history", "ledger_entries", "ledger_postings"] {
      for act in ["update", "delete"] {
        try await pipeline.sql("DROP TRIGGER \(table)_no_\(act)")
      }
    }
    for statement in sql { try await pipeline.sql(statement) }
    return try await pipeline.proveLedger().violations
  }

  private static let extra = """
    INSERT INTO ledger_entries (id, key, kind, check_id, at_ms, memo)
    VALUES (50, 'planted', 'deposit', 1, 0, '')
    """

  @Test func findsEntriesThatDoNotBalance() async throws {
    #expect(
      try await planted(
        "UPDATE ledger_postings SET amount_cents = 2000 WHERE entry_id = 1 AND side = 'debit'")
        == ["entry 1 does not balance: debits 20.00, credits 19.99"])
    #expect(
      try await planted("DELETE FROM ledger_postings WHERE entry_id = 3").contains(
        "entry 3 does not balance: debits 0.00, credits 0.00"))
  }

  @Test func findsDepositsThatAreMissingOrTooMany() async throws {
    #expect(
      try await planted("UPDATE checks SET state = 'review' WHERE id = 1")
        == ["check 1 is review and has 1 live deposits, not 0"])
    #expect(
      try await planted("UPDATE checks SET state = 'deposited' WHERE id = 2")
        == ["check 2 is deposited and has 0 live deposits, not 1"])
    #expect(
      try await planted(
        Self.extra,
        "INSERT INTO ledger_postings SELECT 50, account, side, amount_cents FROM ledger_postings "
          + "WHERE entry_id = 1")
        == ["check 1 is deposited and has 2 live deposits, not 1"])
  }

  @Test func findsWrongAmountsAndAccounts() async throws {
    let wrong = "entry 1 does not credit the amount of check 1 to its account"
    #expect(
      try await planted("UPDATE ledger_postings SET amount_cents = 5 WHERE entry_id = 1")
        == [wrong])
    #expect(
      try await planted(
        "UPDATE ledger_postings SET account = 'depositor:9' WHERE entry_id = 1 AND side = 'credit'"
      ) == [wrong])
    #expect(
      try await planted("UPDATE checks SET amount_cents = 5 WHERE id = 1")
        == ["the holds of check 1 add up to 19.99, and not to its amount", wrong])
  }

  @Test func findsPostingsBesideTheRightOnes() async throws {
    let violations = try await planted(
      "UPDATE ledger_postings SET amount_cents = 2999 WHERE entry_id = 1 AND side = 'debit'",
      "INSERT INTO ledger_postings VALUES (1, 'depositor:thief', 'credit', 1000)")
    #expect(violations == ["entry 1 does not credit the amount of check 1 to its account"])
    let debit = try await planted(
      "UPDATE ledger_postings SET account = 'depositor:victim' WHERE entry_id = 1 "
        + "AND side = 'debit'")
    #expect(debit == ["entry 1 does not credit the amount of check 1 to its account"])
  }

  @Test func findsReversalsThatAreNone() async throws {
    let wrong = "entry 3 does not take back what it reverses"
    #expect(
      try await planted("UPDATE ledger_postings SET amount_cents = 400 WHERE entry_id = 3")
        == [wrong])
    #expect(
      try await planted(
        "UPDATE ledger_postings SET account = 'depositor:9' WHERE entry_id = 3 AND side = 'debit'")
        == [wrong])
    #expect(
      try await planted("UPDATE ledger_entries SET reverses = NULL WHERE id = 3").contains(wrong))
    #expect(
      try await planted("UPDATE ledger_entries SET check_id = 1 WHERE id = 3").contains(wrong))
  }
}
