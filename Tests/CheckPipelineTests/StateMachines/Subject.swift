@testable import CheckActions
import CheckRendering
import Foundation
import CheckStore
import MICR

@testable import CheckPipeline

/// The real queue and store, to which the same happens as to the model.
final class Subject {
  static let attempts = 2

  let bench: Bench
  let pipeline: Pipeline
  private let worker: Worker
  private var leases: [Lease] = []

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open { $0.retry.attempts = Self.attempts }
    worker = Worker(parts: pipeline.parts, role: .worker, slots: 1, refusedPause: .zero)
  }

  func apply(_ act: Act) async throws -> Answer {
    do {
      return try await run(act)
    } catch PipelineError.leaseLost {
      return .stale
    } catch PipelineError.wrongState {
      return .wrongState
    } catch PipelineError.noIdentity {
      return .noIdentity
    }
  }

  private func run(_ act: Act) async throws -> Answer {
    let parts = pipeline.parts
    switch act {
    case .submit(let key):
      let receipt = try await pipeline.submit(
        bench.submission(
          "front \(key)", account: "\(key)",
          email: QueueModel.hasAddress(key: key) ? "dana@example.com" : nil, key: "\(key)"))
      return .check(receipt.check, isReplay: receipt.isReplay)
    case .claim(let owner):
      guard let lease = try await worker.claim(owner) else { return .nothingToTake }
      leases.append(lease)
      return .lease(message: lease.messageID, token: lease.token)
    case .outcome(let lease, let verdict):
      try await pipeline.commit(leases[lease], Self.response(to: leases[lease], verdict))
    case .giveBack(let lease):
      let failure = ActionFailure.unreadable(file: "x", reason: "made up")
      try await worker.giveBack(
        leases[lease], Invocation.byHand(.failure(failure), parts.clock), error: "made up")
    case .die(let owner): try await lose(owner, hasDied: true)
    case .fallSilent(let owner): try await lose(owner, hasDied: false)
    case .leave(let owner): try await parts.store.write { try Owners.leave($0, id: owner) }
    case .wait: bench.clock.advance(milliseconds: 2 * parts.retry.longestDelayMilliseconds)
    case .cancel(let id): try await pipeline.cancel(id, by: "clerk", reason: "asked for")
    case .approve(let id): try await pipeline.approve(id, by: "clerk", note: "looked at")
    case .reject(let id): try await pipeline.reject(id, by: "clerk", reason: "torn")
    case .correct(let id):
      try await pipeline.correct(id, Correction(line: Self.line(id)), by: "clerk")
    case .redrive(let id): try await pipeline.redrive(id, by: "clerk")
    }
    return .done
  }

  private func lose(_ owner: String, hasDied: Bool) async throws {
    let parts = pipeline.parts
    try await parts.store.write { db in
      var generator = SeededGenerator(seed: 1)
      try Owners.recover(
        db, lost: owner, hasDied: hasDied, retry: parts.retry, clock: parts.clock,
        using: &generator)
    }
  }

  private static func line(_ check: CheckID) -> String { Lines.personal("\(1000 + check)") }

  /// What each action gives back for a verdict.
  private static func response(to lease: Lease, _ verdict: Verdict) -> ActionResponse {
    switch lease.action {
    case .intake:
      let findings = verdict == .reject ? [Finding(.notAnImage, "")] : []
      return .intake(.init(front: nil, back: nil, findings: findings))
    case .image:
      guard verdict != .reject else {
        return .image(.init(picture: nil, quality: nil, findings: [Finding(.blank, "")]))
      }
      let picture = NormalisedPicture(width: 10, height: 10, checksum: "")
      return .image(.init(picture: picture, quality: nil, findings: []))
    case .micr:
      let isRead = verdict == .accept
      return .micr(
        .init(Lines.reading(isRead ? line(lease.check.id) : "", isRead ? .sure : .noLine)))
    case .deposit:
      let fields = MICRFields(parsing: line(lease.check.id))
      let reasons: [Reason] =
        switch verdict {
        case .accept: []
        case .review: [.unsureCharacters]
        case .reject: [.truncated]
        }
      return .deposit(
        .init(
          verdict: verdict, findings: reasons.map { Finding($0, "") },
          identity: ItemIdentity(fields), payor: nil, serial: fields.serial, bankName: nil,
          directoryVersion: 1))
    case .notify, .demo:
      return .notify(.none(reason: "made up"))
    }
  }
}

extension Subject {
  /// All that the store holds, as the model tells it.
  func lines() async throws -> [String] {
    let now = pipeline.parts.clock.monotonicMilliseconds()
    return try await pipeline.parts.store.read { db in
      try [Self.messages, Self.checks, Self.history].flatMap { sql in
        try db.rows("SELECT line FROM (\(sql)) WHERE ?1 IS NOT NULL", [now]) { $0[0] }
      }
    }
  }

  /// Takes all messages away.
  func clear() async throws {
    leases = []
    try await pipeline.sql("DELETE FROM messages; DELETE FROM owners")
  }

  private static let messages = """
    SELECT 'message ' || id || ': check ' || check_id || ' ' || action || ' ' || status
      || ' attempts ' || attempts || ' suspect ' || iif(is_suspect, 'true', 'false')
      || ' delayed ' || iif(ready_at_ms > ?1 AND status <> 'failed', 'true', 'false')
      || ' token ' || token || ' owner ' || coalesce(owner, '-') AS line
    FROM messages ORDER BY id
    """

  private static let checks = """
    SELECT 'check ' || id || ': ' || state || ' from ' || coalesce(failed_from, '-')
      || ' deposits ' || (SELECT count(*) FROM ledger_entries e
        WHERE e.check_id = c.id AND e.kind = 'deposit')
      || ' reversals ' || (SELECT count(*) FROM ledger_entries e
        WHERE e.check_id = c.id AND e.kind = 'reversal')
      || ' notices ' || (SELECT count(*) FROM notices n WHERE n.check_id = c.id) AS line
    FROM checks c ORDER BY id
    """

  private static let history = """
    SELECT check_id || ': ' || coalesce(from_state, '-') || ' to ' || to_state AS line
    FROM history ORDER BY id
    """
}
