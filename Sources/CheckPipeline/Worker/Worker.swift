import CheckActions
import Foundation
import CheckStore
import Logging
import Synchronization

/// Takes messages, runs them in containers and commits what comes of them, in several slots.
///
/// Every lease is fenced: when this process was thought dead and its messages were taken over, its
/// outcomes are refused and change nothing.
public final class Worker: Sendable {
  /// How often the store may refuse in a row before the worker gives up.
  static let patience = 40
  static let idlePause = Duration.milliseconds(10)

  let parts: Parts
  let role: OwnerRole
  private let slots: Int
  private let refusedPause: Duration
  private let stopping = Atomic<Bool>(false)
  private let handled = Atomic<Int>(0)

  init(
    parts: Parts, role: OwnerRole, slots: Int, refusedPause: Duration = .milliseconds(500)
  ) {
    self.parts = parts
    self.role = role
    self.slots = max(1, slots)
    self.refusedPause = refusedPause
  }

  /// The number of messages whose outcome this worker committed.
  public var handledMessages: Int { handled.load(ordering: .relaxed) }

  /// Asks the worker to finish what it has in hand and return from ``run()``.
  public func stop() { stopping.store(true, ordering: .relaxed) }

  var isStopping: Bool { stopping.load(ordering: .relaxed) }

  /// Works until ``stop()`` is called.
  ///
  /// - Throws: what the store throws, or ``PipelineError/dataFolder(_:reason:)``, once the store or
  ///   the data folder has refused for about twenty seconds in a row.
  public func run() async throws {
    // However this ends, whoever waits for the worker sees that it has stopped.
    defer { stop() }
    guard let (owner, heart) = try await signOn() else { return }
    heart.start()
    let results = await withTaskGroup(of: (any Error)?.self) { group in
      for _ in 0..<slots {
        group.addTask {
          do {
            try await self.runSlot(owner.id)
            return nil
          } catch {
            self.stop()
            return error
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    await blocking { heart.stop() }
    await parts.pool.letGoAll()
    if let error = results.compactMap({ $0 }).first { throw error }
  }

  /// Takes a lock, and beats for the first time; `nil` where the worker was stopped before it could.
  private func signOn() async throws -> (OwnerLock, Heart)? {
    let (parts, role) = (parts, role)
    do {
      let owner = try await patiently { try OwnerLock(folder: parts.folder) }
      let heart = Heart(parts: parts, owner: owner, role: role)
      try await patiently { try await blocking { try heart.beat() } }
      return (owner, heart)
    } catch {
      // It has nothing in hand, so that nobody has to hear of it.
      if isStopping { return nil }
      throw error
    }
  }

  /// Tries until the store or the disk takes it, its patience is over or the worker is to stop.
  private func patiently<Value>(_ body: () async throws -> Value) async throws -> Value {
    var refusals = 0
    while true {
      do {
        return try await body()
      } catch {
        refusals += 1
        parts.log.warning("refused: \(error)")
        guard refusals < Self.patience, !isStopping else { throw error }
        try await Task.sleep(for: refusedPause)
      }
    }
  }

  private func runSlot(_ owner: String) async throws {
    var lease: Lease?
    var refusals = 0
    while !isStopping {
      if let held = lease {
        // Ends the worker when its message could not be given back: leaving gives it back, and
        // going on would keep it in hand for ever.
        lease = try await work(on: held, owner)
        continue
      }
      do {
        lease = try await claim(owner)
        if lease == nil {
          await parts.pool.letGoIdle()
          try await Task.sleep(for: Self.idlePause)
        }
        refusals = 0
      } catch {
        refusals += 1
        parts.log.warning("the store refused: \(error)")
        guard refusals < Self.patience else { throw error }
        try await Task.sleep(for: refusedPause)
      }
    }
  }

  func claim(_ owner: String) async throws -> Lease? {
    let parts = parts
    let now = parts.clock.monotonicMilliseconds()
    guard try await parts.store.read({ try Queue.hasReady($0, nowMilliseconds: now) }) else {
      return nil
    }
    return try await parts.store.write { db in
      try Queue.claim(db, owner: owner, clock: parts.clock)
    }
  }

  /// Runs one message to its commit, and gives the next one that was claimed with it.
  private func work(on lease: Lease, _ owner: String) async throws -> Lease? {
    let (run, images) = await invoke(lease)
    return try await settle(lease, run, owner, images: images)
  }

  /// Delivers and commits what came of one message, or gives it back after a fault of the moment;
  /// gives the next one that was claimed with it.
  func settle(
    _ lease: Lease, _ run: Invocation, _ owner: String, images: [StoredImage] = []
  ) async throws -> Lease? {
    let parts = parts
    let next: Lease?
    switch run.result {
    case .success(let response):
      do {
        try await parts.deliver(response)
        next = try await commit(lease, run, response, images, owner)
      } catch PipelineError.leaseLost(let message) {
        parts.log.notice("outcome of message \(message) refused: another worker has it")
        return nil
      } catch {
        try await giveBack(lease, run, error: "\(error)")
        return nil
      }
    case .failure(let failure):
      // The disk may be full of pictures that nobody needs.
      if case .unwritable = failure { await blocking { parts.pictures.clear() } }
      try await giveBack(lease, run, error: failure.description)
      return nil
    }
    if let picture = lease.normalisedPicture {
      await blocking { parts.pictures.remove(picture, original: lease.check.frontHash) }
    }
    handled.add(1, ordering: .relaxed)
    return next
  }

  private func invoke(_ lease: Lease) async -> (Invocation, [StoredImage]) {
    let parts = parts
    do {
      let request = try Steps.request(
        for: lease, images: parts.images, pictures: parts.pictures,
        rules: parts.rules.deposits)
      return await parts.run(request, original: lease.check.frontHash)
    } catch {
      let failed = Invocation(
        container: "none", isCold: false, startedAt: parts.clock.now(), initMicroseconds: 0,
        runMicroseconds: 0, log: ActivationLog(), result: .failure(error))
      return (failed, [])
    }
  }

  private func commit(
    _ lease: Lease, _ run: Invocation, _ response: ActionResponse, _ images: [StoredImage],
    _ owner: String
  ) async throws -> Lease? {
    let parts = parts
    let claimsNext = !isStopping
    let outcome = try Outcome(lease, run, response)
    return try await parts.store.write { db in
      // Two checks may share a picture, and the other's may have been removed.
      if let gone = try ImageRows.name(db, images) { throw PipelineError.imageRemoved(gone) }
      try outcome.commit(db, rules: parts.rules, clock: parts.clock)
      guard claimsNext else { return nil }
      return try Queue.claim(db, owner: owner, clock: parts.clock)
    }
  }

  /// Gives a message back after a fault of the moment, or up after the last attempt.
  ///
  /// Tries until the store takes it, since a message in no one's hands would be stuck.
  func giveBack(_ lease: Lease, _ run: Invocation, error: String) async throws {
    let parts = parts
    let attempts = lease.attempts + 1
    let delay = parts.jitter.withLock { generator in
      parts.retry.delay(afterAttempt: attempts, using: &generator)
    }
    parts.log.warning(
      "check \(lease.check.id), \(lease.action.rawValue), attempt \(attempts) of \(parts.retry.attempts): \(error)"
    )
    try await patiently {
      do {
        try await parts.store.write { db in
          if attempts < parts.retry.attempts {
            try Queue.giveBack(
              db, lease.held, attempts: attempts, isSuspect: false,
              readyAtMilliseconds: parts.clock.monotonicMilliseconds() + delay, error: error)
          } else {
            try Queue.fail(
              db, lease.held, attempts: attempts, error: error, clock: parts.clock)
          }
          try Activation.write(db, lease, run, outcome: .failure, error: error)
        }
      } catch PipelineError.leaseLost {
        // Another worker has the message by now, and there is nothing to give back.
      }
    }
  }
}
