import CheckActions
import CheckStore
import Synchronization

/// Drives the store and the queue without running an action, to measure what they cost alone.
///
/// No safety is left out: each outcome goes through the group commit, under its savepoint and with
/// its token checked.
@_spi(Benchmarking) public struct StoreProbe: Sendable {
  /// What an action is to have given back, with its text: the store's work begins with both.
  public struct Answer: Sendable {
    let response: ActionResponse
    let encoded: String

    /// Encodes a response.
    public init(_ response: ActionResponse) throws {
      self.response = response
      encoded = try Outcome.encoded(response)
    }
  }

  private let parts: Parts

  /// Probes the store of a pipeline on which nothing else works.
  public init(_ pipeline: Pipeline) { parts = pipeline.parts }

  /// Settles messages as long as there are any, and gives the number of outcomes committed.
  ///
  /// - Parameters:
  ///   - limit: How many messages to settle at most.
  ///   - inHand: How many messages are in hand at a time, which is the most that share a
  ///     transaction.
  ///   - respond: What an action is to have given back for a check.
  public func settle(
    atMost limit: Int, inHand: Int,
    respond: @escaping @Sendable (CheckID, ActionName) -> Answer
  ) async throws -> Int {
    let tickets = Tickets(limit)
    return try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<inHand {
        group.addTask { try await settle(tickets, respond) }
      }
      return try await group.reduce(0, +)
    }
  }

  /// Tells of every statement that the store's writer runs from now on: its text, and its text with
  /// the values in it.
  public func trace(
    _ receive: @escaping @Sendable (_ sql: String, _ expanded: String) -> Void
  ) async throws {
    try await parts.store.write { db in
      try db.trace(receive)
    }
  }

  private func settle(
    _ tickets: Tickets, _ respond: (CheckID, ActionName) -> Answer
  ) async throws -> Int {
    let parts = parts
    var lease = try await parts.store.write { db in
      try Queue.claim(db, owner: parts.owner.id, clock: parts.clock)
    }
    var count = 0
    while let held = lease, tickets.take() {
      let answer = respond(held.check.id, held.action)
      let outcome = Outcome(
        held, invocation(of: held.action, answer.response), answer.response,
        encoded: answer.encoded)
      lease = try await parts.store.write { db in
        try outcome.commit(db, rules: parts.rules, clock: parts.clock)
        return try Queue.claim(db, owner: parts.owner.id, clock: parts.clock)
      }
      count += 1
    }
    return count
  }

  private func invocation(of action: ActionName, _ response: ActionResponse) -> Invocation {
    var log = ActivationLog()
    log.write("front: png, 1200 x 550 pixels")
    return Invocation(
      container: "\(action.rawValue)-1", isCold: false, startedAt: parts.clock.now(),
      initMicroseconds: 0, runMicroseconds: 1000, log: log, result: .success(response))
  }
}

/// How many messages may still be settled.
private final class Tickets: Sendable {
  private let left: Atomic<Int>

  init(_ count: Int) { left = Atomic(count) }

  func take() -> Bool { left.subtract(1, ordering: .relaxed).newValue >= 0 }
}
