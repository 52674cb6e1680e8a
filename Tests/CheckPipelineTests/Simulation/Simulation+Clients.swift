import CheckActions
import Foundation
import CheckStore
import MICR

@testable import CheckPipeline

/// What a client handed in, and what it was told.
struct Client {
  var front: String
  var script: FrontScript
  var statement: DepositStatement
  var key: String
  /// The check, once it was acknowledged.
  var check: CheckID?
}

extension Simulation {
  /// A client submits a check, or one again: the same with the same key, or the same picture, or
  /// the same check on another picture.
  func submit() async throws {
    if !clients.isEmpty, random(0..<3) == 0 {
      return try await send(random(0..<clients.count))
    }
    let number = clients.count
    var client = Client(
      front: "", script: script(), statement: try statement(), key: "key-\(number)")
    if let earlier = clients.randomElement(using: &generator), random(0..<4) == 0 {
      (client.front, client.script) = (earlier.front, earlier.script)
    } else {
      client.front = try bench.file(
        "front-\(number)", text: client.script.text(number: number, seed: seed))
    }
    clients.append(client)
    try await send(number)
  }

  private func script() -> FrontScript {
    var script = FrontScript(serial: 1000 + random(0..<6))
    switch random(0..<20) {
    case 0: script.isBlank = true
    case 1: script.status = .noLine
    case 2...4: script.status = .unsure
    case 5: script.isPoison = true
    default: break
    }
    return script
  }

  private func statement() throws -> DepositStatement {
    try DepositStatement(
      account: "\(50 + random(0..<2))", amount: Cents(100 * (1 + random(0..<2))),
      email: ["dana@example.com", "no,one@example.com", nil][random(0..<3)])
  }

  private func send(_ number: Int) async throws {
    let client = clients[number]
    let wasFaultless = world.isFaultless
    do {
      let receipt = try await pipeline.submit(
        Submission(front: client.front, statement: client.statement, key: client.key))
      note("client \(number) is told check \(receipt.check)\(receipt.isReplay ? " again" : "")")
      if let known = client.check, known != receipt.check || !receipt.isReplay {
        throw Violation(description: "client \(number) was told check \(known) before")
      }
      // Now and then the answer is lost, and the client knows nothing.
      if random(0..<6) > 0 { clients[number].check = receipt.check }
    } catch let error where !(error is Violation) {
      try noteRefusal("client \(number) is refused", wasFaultless: wasFaultless, error)
    }
  }

  /// The script of a lease's check.
  func script(of lease: Lease) -> FrontScript {
    if lease.action == .notify { return FrontScript(serial: 0) }
    let name = "/\(lease.check.frontName)"
    return clients.first { $0.front.hasSuffix(name) }?.script
      ?? FrontScript(serial: 0)
  }

  func actAsPerson() async throws {
    let id = CheckID(1 + random(0..<max(1, clients.count)))
    let act = random(0..<6)
    let wasFaultless = world.isFaultless
    do {
      switch act {
      case 0: try await pipeline.cancel(id, by: "clerk", reason: "asked for")
      case 1: try await pipeline.approve(id, by: "clerk", note: "looked at")
      case 2: try await pipeline.reject(id, by: "clerk", reason: "torn")
      case 3...4:
        try await pipeline.redrive(id, by: "clerk")
        for message in try await messages(of: id) { blame[message] = nil }
      default:
        let serial = 1000 + random(0..<6)
        let line = Lines.personal("\(serial)")
        try await pipeline.correct(id, Correction(line: line), by: "clerk")
      }
      note("person does \(act) to check \(id)")
    } catch let error as PipelineError {
      note("person is refused \(act) to check \(id): \(error)")
    } catch {
      try noteRefusal(
        "the store refuses a person \(act) to check \(id)", wasFaultless: wasFaultless, error)
    }
  }

  private func messages(of check: CheckID) async throws -> [Int64] {
    try await pipeline.parts.store.read { db in
      try db.rows(
        "SELECT id FROM messages WHERE check_id = ? AND status = 'ready' AND attempts = 0", [check]
      ) { $0[0] }
    }
  }
}
