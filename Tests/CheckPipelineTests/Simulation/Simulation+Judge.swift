import CheckActions
import CheckStore

@testable import CheckPipeline

extension Simulation {
  func value(_ sql: String) async throws -> Int {
    try await pipeline.parts.store.read { try $0.int(sql) }
  }

  /// What must hold after each step that committed something.
  func judgeStep() async throws {
    let judged = judgedVersion
    let found = try await pipeline.parts.store.read { db -> (Int, [Int], [(Int64, Int)])? in
      let version = try db.int("PRAGMA data_version")
      if version == judged { return nil }
      return (
        version, try db.rows(Self.allFaults) { row -> Int in row[0] },
        try db.rows("SELECT id, attempts FROM messages") { row -> (Int64, Int) in
          (row[0], row[1])
        }
      )
    }
    guard let (version, faults, attempts) = found else { return }
    judgedVersion = version
    if let fault = faults.first {
      throw Violation(description: "no more is true: \(Soundness.faults[fault].1)")
    }
    for (id, attempts) in attempts {
      guard attempts == blame[id, default: 0] else {
        throw Violation(
          description: "message \(id) has \(attempts) attempts and met \(blame[id] ?? 0) faults")
      }
    }
  }

  /// What must hold once everything has come to rest.
  func judgeEnd() async throws {
    let checks = try await pipeline.checks()
    try require(!checks.contains(where: \.state.isMoving), "a check is still moving")
    for (number, client) in clients.enumerated() {
      // Who was never told may have a check or not; asking again gives the one and only.
      let receipt = try await pipeline.submit(
        Submission(front: client.front, statement: client.statement, key: client.key))
      guard let known = client.check else { continue }
      try require(
        receipt.isReplay && receipt.check == known, "client \(number)'s check \(known) is lost")
    }
    try await judgeLedger()
    try await judgeMails()
  }

  private func judgeLedger() async throws {
    let proof = try await pipeline.proveLedger()
    try require(proof.violations.isEmpty, "\(proof.violations)")
    let wrong = try await value(
      """
      SELECT count(*) FROM checks c WHERE
        (SELECT coalesce(sum(iif(p.side = 'credit', p.amount_cents, -p.amount_cents)), 0)
          FROM ledger_entries e JOIN ledger_postings p ON p.entry_id = e.id
          WHERE e.check_id = c.id AND p.account = 'depositor:' || c.account)
        <> iif(c.state = 'deposited', c.amount_cents, 0)
      """)
    try require(wrong == 0, "\(wrong) checks are credited with another amount than theirs")
  }

  /// Each event is told once, or listed as failed; a mail that went out twice is the same mail.
  private func judgeMails() async throws {
    let events = try await value("SELECT count(*) FROM (\(Soundness.events))")
    let notices = try await pipeline.notices(limit: 1000)
    let unsent = try await pipeline.unsentNotices(limit: 1000)
    try require(notices.count + unsent.count == events, "an event is told twice, or not at all")
    try require(unsent.allSatisfy { $0.standing == .failed }, "a notice waits for nothing")
    let sent = notices.compactMap { notice in
      if case .sent(let messageID) = notice.outcome { messageID } else { nil }
    }
    let mails = Dictionary(grouping: world.delivered, by: \.messageID)
    try require(Set(sent).count == sent.count, "two events have one Message-ID")
    try require(sent.allSatisfy { mails[$0] != nil }, "a mail is written down that never went out")
    try require(
      mails.values.allSatisfy { Set($0.map(\.message)).count == 1 }, "a mail changed between tries")
    try require(mails.count <= sent.count + unsent.count, "a mail went out that tells of no event")
  }

  private func require(_ condition: Bool, _ what: String) throws {
    if !condition { throw Violation(description: what) }
  }

  /// The numbers of the faults that are there, in one statement.
  private static let allFaults = Soundness.faults.enumerated().map { number, fault in
    "SELECT \(number) WHERE EXISTS (\(fault.0))"
  }.joined(separator: " UNION ALL ")
}
