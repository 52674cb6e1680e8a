import CheckActions
import CheckStore
import Testing

@testable import CheckPipeline

@Suite struct SchemaTests {
  /// A store with one deposited check.
  private func deposited() async throws -> (Bench, Pipeline, CheckRecord) {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let check = try await pipeline.deposit(bench, "a", line: Lines.personal())
    #expect(check.state == .deposited)
    return (bench, pipeline, check)
  }

  private func message(of error: (any Error)?) -> String {
    (error as? SQLError)?.message ?? "no database error: \(String(describing: error))"
  }

  @Test(arguments: ["history", "ledger_entries", "ledger_postings"])
  func isAppendOnly(table: String) async throws {
    let (_, pipeline, _) = try await deposited()
    let before = try await pipeline.snapshot()
    let column = ["history": "note", "ledger_entries": "memo"][table] ?? "account"
    for sql in [
      "UPDATE \(table) SET \(column) = 'changed'", "DELETE FROM \(table)",
      "INSERT OR REPLACE INTO \(table) SELECT * FROM \(table)",
    ] {
      let error = await #expect(throws: SQLError.self) { try await pipeline.sql(sql) }
      #expect(message(of: error) == "\(table) is append-only", "\(sql)")
    }
    #expect(try await pipeline.snapshot() == before)
  }

  @Test func aStoreOfALaterVersionIsLeftAlone() async throws {
    let (bench, pipeline, _) = try await deposited()
    try await pipeline.sql("INSERT INTO grdb_migrations (identifier) VALUES ('of-a-later-version')")
    let before = try await pipeline.snapshot()
    await #expect(throws: StoreError.newer) { _ = try await bench.open() }
    #expect(try await pipeline.snapshot() == before)
  }

  @Test func anEntryReplacedByItsKeyIsRefused() async throws {
    let (_, pipeline, check) = try await deposited()
    await #expect(throws: SQLError.self) {
      try await pipeline.sql(
        """
        INSERT OR REPLACE INTO ledger_entries (key, kind, check_id, at_ms, memo)
        VALUES ('deposit:\(check.id):1', 'deposit', \(check.id), 0, 'forged')
        """)
    }
    try await pipeline.expectLedgerHolds()
  }

  @Test func theSameItemCannotBeDepositedTwice() async throws {
    let (bench, pipeline, first) = try await deposited()
    let second = try await pipeline.submit(bench.submission("b")).check
    try await pipeline.sql("UPDATE checks SET identity = ? WHERE id = ?", [first.identity, second])
    for state in ["deposited", "lettered", "submitted", "settled", "returned"] {
      let error = await #expect(throws: SQLError.self) {
        try await pipeline.sql("UPDATE checks SET state = ? WHERE id = ?", [state, second])
      }
      #expect(message(of: error) == "UNIQUE constraint failed: checks.identity")
    }
    try await pipeline.sql("UPDATE checks SET state = 'review' WHERE id = ?", [second])
  }

  @Test func theSamePictureCannotBeDepositedTwice() async throws {
    let (bench, pipeline, first) = try await deposited()
    let second = try await pipeline.submit(bench.submission("b")).check
    let error = await #expect(throws: SQLError.self) {
      try await pipeline.sql(
        "UPDATE checks SET front_hash = ?, state = 'deposited' WHERE id = ?",
        [first.frontHash.description, second])
    }
    #expect(message(of: error) == "UNIQUE constraint failed: checks.front_hash")
  }

  @Test func otherDoublesAreRefused() async throws {
    let (_, pipeline, check) = try await deposited()
    let id = check.id
    let message = "INSERT INTO messages (check_id, action, stage, status, enqueued_at_ms) VALUES "
    let entry = "INSERT INTO ledger_entries (key, kind, check_id, reverses, at_ms, memo) VALUES "
    let row = """
      INSERT INTO checks (state, account, amount_cents, front_name, front_hash, idempotency_key,
        content_key, received_at_ms, received_day, changed_at_ms)
      SELECT 'received', '1', 5, 'f', 'h', idempotency_key, 'c', 0, 0, 0 FROM checks
      """
    let table = [
      ("messages.check_id", message + "(\(id), 'a', 0, 'ready', 0), (\(id), 'b', 0, 'ready', 0)"),
      ("ledger_entries.key", entry + "('deposit:\(id):1', 'deposit', \(id), NULL, 0, '')"),
      (
        "ledger_entries.reverses",
        entry + "('r1', 'reversal', \(id), 1, 0, ''), ('r2', 'reversal', \(id), 1, 0, '')"
      ),
      ("checks.idempotency_key", row),
    ]
    for (column, sql) in table {
      let error = await #expect(throws: SQLError.self) { try await pipeline.sql(sql) }
      #expect(self.message(of: error) == "UNIQUE constraint failed: \(column)")
    }
    try await pipeline.expectLedgerHolds()
  }

  @Test func valuesOutOfRangeAreRefused() async throws {
    let (_, pipeline, check) = try await deposited()
    for sql in [
      "UPDATE checks SET amount_cents = 0", "UPDATE checks SET amount_cents = -1",
      "INSERT INTO ledger_entries (key, kind, check_id, at_ms, memo) VALUES "
        + "('k', 'gift', \(check.id), 0, '')",
      "INSERT INTO ledger_postings VALUES (1, 'x', 'debit', 0)",
      "INSERT INTO ledger_postings VALUES (1, 'x', 'left', 1)",
    ] {
      let error = await #expect(throws: SQLError.self) { try await pipeline.sql(sql) }
      #expect(message(of: error).hasPrefix("CHECK constraint failed"), "\(sql)")
    }
    let error = await #expect(throws: SQLError.self) {
      try await pipeline.sql("INSERT INTO results VALUES (12345, 'micr', '{}')")
    }
    #expect(message(of: error) == "FOREIGN KEY constraint failed")
  }

  @Test func everyConnectionSyncsEachCommit() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    #expect(try pipeline.parts.store.synchronousSettings() == [2, 2])
    let mode: String? = try await pipeline.value("PRAGMA journal_mode")
    #expect(mode == "wal")
  }

  @Test func onlyTheOwnerMayReadTheFiles() async throws {
    let (bench, _, _) = try await deposited()
    for name in ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm", "store.lock"] {
      #expect(try mode("\(bench.folder.path)/\(name)") == 0o600, "\(name)")
    }
    for name in ["", "/images", "/cache", "/containers", "/owners", "/reference"] {
      #expect(try mode(bench.folder.path + name) == 0o700, "\(name)")
    }
  }

  private func mode(_ path: String) throws -> UInt32 {
    try #require(fileStatus(path)).st_mode & 0o777
  }
}
