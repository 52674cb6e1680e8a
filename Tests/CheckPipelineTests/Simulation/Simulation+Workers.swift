import CheckActions
import Foundation
import CheckStore

@testable import CheckPipeline

extension Simulation {
  func startWorker() {
    workerCount += 1
    // So that names are in the order in which the workers were started.
    let name = "worker-\(1000 + workerCount)"
    workers.append(SimulatedWorker(name: name, parts: pipeline.parts))
    note("\(name) starts")
  }

  func dieOrStart() {
    guard let index = workers.indices.randomElement(using: &generator) else {
      return startWorker()
    }
    kill(index)
  }

  private func kill(_ index: Int) {
    let worker = workers.remove(at: index)
    worker.die()
    note("\(worker.name) is killed with \(worker.leases.count) messages in hand")
  }

  /// A random worker beats, and looks after the lost.
  func tend() async throws {
    guard let index = workers.indices.randomElement(using: &generator) else { return startWorker() }
    try await tend(index)
  }

  func tend(_ index: Int) async throws {
    let (parts, name) = (pipeline.parts, workers[index].name)
    let alone = try await deadAndAlone()
    let wasFaultless = world.isFaultless
    do {
      try parts.recoverLost { db in
        try Owners.beat(db, id: name, role: .worker, process: 1, clock: parts.clock)
      }
      for message in alone { blame[message, default: 0] += 1 }
      note("\(name) beats")
    } catch {
      try noteRefusal("\(name) cannot beat", wasFaultless: wasFaultless, error)
    }
  }

  /// The messages that are alone in dead hands, which their owner's death will be charged to.
  private func deadAndAlone() async throws -> [Int64] {
    let alive = workers.map(\.name)
    return try await pipeline.parts.store.read { db in
      try db.rows(
        """
        SELECT owner, min(id) FROM messages WHERE owner IS NOT NULL
        GROUP BY owner HAVING count(*) = 1
        """
      ) { row -> (owner: String, message: Int64) in (row[0], row[1]) }
      .filter { !alive.contains($0.owner) }.map(\.message)
    }
  }

  /// A random worker takes a step: it claims, or settles something that it has in hand, or dies
  /// half-way.
  func work() async throws {
    guard let index = workers.indices.randomElement(using: &generator) else { return startWorker() }
    let worker = workers[index]
    guard !worker.leases.isEmpty, worker.leases.count == 3 || random(0..<3) > 0 else {
      return try await claim(worker)
    }
    let lease = worker.leases[random(0..<worker.leases.count)]
    if script(of: lease).isPoison { return kill(index) }
    if random(0..<12) == 0 {
      return try await settle(
        lease, worker, .failure(.unreadable(file: "front", reason: "made up")))
    }
    let response = try machine.actions.response(to: lease, script(of: lease), pipeline.parts)
    if random(0..<25) == 0 {
      // It dies after the mail went out, and before it could write that down.
      try? await pipeline.parts.deliver(response)
      return kill(index)
    }
    try await settle(lease, worker, .success(response))
    // The same outcome again, as if the answer to the first had been lost.
    if random(0..<8) == 0 { try await settle(lease, worker, .success(response)) }
  }

  /// One step without a fault; gives `false` when there is nothing to do.
  func workFaultlessly(_ index: Int) async throws -> Bool {
    guard workers.indices.contains(index) else { return false }
    let worker = workers[index]
    if worker.leases.isEmpty { try await claim(worker) }
    guard let lease = worker.leases.first else { return false }
    if script(of: lease).isPoison {
      kill(index)
      return false
    }
    try await settle(
      lease, worker,
      .success(try machine.actions.response(to: lease, script(of: lease), pipeline.parts)))
    return true
  }

  private func claim(_ worker: SimulatedWorker) async throws {
    let wasFaultless = world.isFaultless
    do {
      guard let lease = try await worker.worker.claim(worker.name) else {
        return note("\(worker.name) finds nothing")
      }
      take(lease, worker)
    } catch {
      try noteRefusal("\(worker.name) cannot claim", wasFaultless: wasFaultless, error)
    }
  }

  private func take(_ lease: Lease, _ worker: SimulatedWorker) {
    worker.leases.append(lease)
    note(
      "\(worker.name) takes message \(lease.messageID), \(lease.action.rawValue) of check "
        + "\(lease.check.id), attempts \(lease.attempts)")
  }

  /// Has the real worker commit a result, or give its message back.
  ///
  /// - Throws: ``Violation`` when an outcome is not refused though its message is in other hands.
  private func settle(
    _ lease: Lease, _ worker: SimulatedWorker, _ result: Result<ActionResponse, ActionFailure>
  ) async throws {
    let before = try await standing(lease)
    let wasFaultless = world.isFaultless
    let isHeld = before.status == "leased" && before.token == lease.token
    worker.leases.removeAll { $0.messageID == lease.messageID && $0.token == lease.token }
    let next = try await worker.worker.settle(
      lease, .byHand(result, pipeline.parts.clock), worker.name)
    let after = try await standing(lease)
    note(
      "\(worker.name) settles message \(lease.messageID), \(lease.action.rawValue): "
        + "\(before.text) becomes \(after.text)")
    if let next { take(next, worker) }
    if !isHeld {
      if after.changes != before.changes || next != nil {
        throw Violation(description: "an outcome with an old token changed something")
      }
    } else if after.action == lease.action.rawValue, after.status != "leased" {
      if wasFaultless, case .success = result {
        throw Violation(description: "an outcome was not taken, without a fault")
      }
      blame[lease.messageID, default: 0] += 1
    } else {
      blame[lease.messageID] = nil
    }
  }

  /// How a message stands, and the whole store.
  private struct Standing {
    var status = "gone"
    var token: Int64 = 0
    var action = ""
    var attempts = 0
    /// Another number after each commit that changed something.
    var changes = 0

    var text: String { status == "gone" ? status : "\(status) \(action), attempts \(attempts)" }
  }

  private func standing(_ lease: Lease) async throws -> Standing {
    try await pipeline.parts.store.read { db in
      var standing = Standing(changes: try db.int("PRAGMA data_version"))
      try db.forEach(
        "SELECT status, token, action, attempts FROM messages WHERE id = ?", [lease.messageID]
      ) { row in
        (standing.status, standing.token) = (row[0], row[1])
        (standing.action, standing.attempts) = (row[2], row[3])
      }
      return standing
    }
  }
}
