import CheckActions
import Foundation
import CheckStore
import Testing

@testable import CheckPipeline

@Suite struct NoticesMigrationTests {
  /// A store as version 1 left it, with rows in every table and messages in every hand.
  private func makeOldStore(_ bench: Bench) throws -> [String] {
    try bench.folder.create()
    let old = StoreFile(bench.folder.store)
    try old.migrate(.checks, upTo: "1")
    return try old.write { db in
      try db.script(Self.rows)
      return try Self.content(db)
    }
  }

  private static let checkColumns = """
    id, state, failed_from, account, amount_cents, email, memo, front_name, front_hash, back_hash, \
    idempotency_key, content_key, received_at_ms, received_day, changed_at_ms, line, \
    line_is_corrected, identity, payor, serial, presentment, findings
    """

  private static let columns = """
    id, check_id, action, stage, status, attempts, is_suspect, ready_at_ms, enqueued_at_ms, token, \
    owner, last_error
    """

  private static func content(_ db: Transaction) throws -> [String] {
    try [
      "meta": "*", "checks": checkColumns, "results": "*",
      "history": "id, check_id, at_ms, from_state, to_state, actor, note", "messages": columns,
      "owners": "*", "activations": "*", "accounts": "number, opened_at_ms, opened_by_check",
      "ledger_entries": "*",
      "ledger_postings": "*",
    ].sorted { $0.key < $1.key }.flatMap { table, columns in
      // The store's own name came later.
      let condition = table == "meta" ? "WHERE key <> 'store_id'" : ""
      let rows = try db.rows("SELECT \(columns) FROM \(table) \(condition)") {
        "\(table): \($0.values)"
      }
      #expect(!rows.isEmpty, "\(table)")
      return rows
    }
  }

  private static let rows =
    (1...4).map { id in
      """
      INSERT INTO checks (state, account, amount_cents, email, front_name, front_hash,
        idempotency_key, content_key, received_at_ms, received_day, changed_at_ms)
      VALUES ('\(["received", "imaged", "failed", "deposited"][id - 1])', '55', 1999,
        'dana@example.com', 'f', 'h\(id)', 'k\(id)', 'c', 0, 0, 0);
      INSERT INTO history (check_id, at_ms, to_state, actor, note) VALUES (\(id), 0, 'received', 'd', '');
      """
    }.joined(separator: "\n") + """

      UPDATE checks SET failed_from = 'received' WHERE id = 3;
      INSERT INTO messages VALUES (11, 1, 'intake', 0, 'ready', 0, 1, 0, 7, 2, NULL, 'e');
      INSERT INTO messages VALUES (12, 2, 'micr', 2, 'leased', 1, 0, 9, 8, 3, 'o', NULL);
      INSERT INTO messages VALUES (13, 3, 'intake', 0, 'failed', 6, 0, 0, 9, 4, NULL, 'why');
      INSERT INTO messages VALUES (99, 4, 'deposit', 3, 'ready', 0, 0, 0, 9, 4, NULL, NULL);
      DELETE FROM messages WHERE id = 99;
      INSERT INTO meta VALUES ('boot_id', 'boot-1');
      INSERT INTO results VALUES (2, 'image', '{}');
      INSERT INTO owners VALUES ('o', 'worker', 1, 'boot-1', 5000000);
      INSERT INTO activations VALUES (5, 2, 'image', 'image-1', 1, 0, 0, 0, 0, 'success', '');
      INSERT INTO accounts VALUES ('55', 0, 4);
      INSERT INTO ledger_entries VALUES (1, 'deposit:4:1', 'deposit', 4, NULL, 0, '');
      INSERT INTO ledger_postings VALUES (1, 'depositor:55', 'credit', 1999);
      """

  @Test func keepsEveryRow() async throws {
    let bench = try Bench()
    let before = try makeOldStore(bench)
    let pipeline = try await bench.open()
    #expect(try await pipeline.parts.store.read { try Self.content($0) } == before)
    let indexes: String? = try await pipeline.value(
      """
      SELECT group_concat(name) FROM (SELECT name FROM sqlite_master
        WHERE type = 'index' AND tbl_name = 'messages' ORDER BY name)
      """)
    #expect(
      indexes
        == "delayed_messages,failed_messages,messages_by_owner,notices_by_event,own_messages,"
        + "ready_messages,suspect_messages,waiting_notices"
    )
    let broken: Int? = try await pipeline.value("SELECT count(*) FROM pragma_foreign_key_check")
    #expect(broken == 0)
    let check: String? = try await pipeline.value("PRAGMA integrity_check")
    #expect(check == "ok")
  }

  /// The token of an old lease must not fit a new message.
  @Test func aNumberIsNotUsedAgain() async throws {
    let bench = try Bench()
    _ = try makeOldStore(bench)
    let pipeline = try await bench.open()
    _ = try await pipeline.submit(bench.submission("a"))
    let id: Int64? = try await pipeline.value("SELECT max(id) FROM messages")
    #expect(id == 100)
  }

  @Test func anEmptyQueueGoesOnCountingToo() async throws {
    let bench = try Bench()
    _ = try makeOldStore(bench)
    _ = try StoreFile(bench.folder.store).write { try $0.run("DELETE FROM messages") }
    let pipeline = try await bench.open()
    _ = try await pipeline.submit(bench.submission("a"))
    let id: Int64? = try await pipeline.value("SELECT max(id) FROM messages")
    #expect(id == 100)
  }

  @Test func theOldMessagesGoOn() async throws {
    let bench = try Bench()
    _ = try makeOldStore(bench)
    let pipeline = try await bench.open()
    let lease = try #require(await pipeline.claim())
    #expect(lease.messageID == 11)
    #expect(lease.eventID == nil)
    try await pipeline.redrive(3, by: "clerk")
    #expect(try await pipeline.check(3).state == .received)
  }

  @Test func aCheckHasOneMessageOfItsOwnAndOneForEachEvent() async throws {
    let bench = try Bench()
    _ = try makeOldStore(bench)
    let pipeline = try await bench.open()
    let insert =
      "INSERT INTO messages (check_id, action, stage, status, enqueued_at_ms, event_id, event) VALUES "
    try await pipeline.sql(
      insert + "(1, 'notify', 4, 'ready', 0, 1, '{}'), (1, 'notify', 4, 'ready', 0, 2, '{}')")
    for values in [
      "(1, 'image', 1, 'ready', 0, NULL, NULL)", "(1, 'notify', 4, 'ready', 0, 2, '{}')",
      "(1, 'notify', 4, 'ready', 0, 3, NULL)", "(4, 'image', 1, 'ready', 0, NULL, '{}')",
      "(4, 'notify', 4, 'ready', 0, 99, '{}')",
    ] {
      await #expect(throws: SQLError.self, "\(values)") {
        try await pipeline.sql(insert + values)
      }
    }
  }
}
