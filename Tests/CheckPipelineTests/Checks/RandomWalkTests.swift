import CheckActions
import CheckRendering
import CheckStore
import MICR
import Testing

@testable import CheckPipeline

/// Acts of workers, deaths and people in any order: no check is lost, doubled or stuck.
@Suite struct RandomWalkTests {
  @Test(arguments: [UInt64](1...6))
  func everyCheckStaysInExactlyOnePlace(seed: UInt64) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.retry.attempts = 2 }
    var generator = SeededGenerator(seed: seed)
    var leases: [Lease] = []
    for step in 0..<220 {
      let id = CheckID.random(in: 1...15, using: &generator)
      let serial = "\(Int.random(in: 1...4, using: &generator))"
      let cents = Int.random(in: 1...2, using: &generator) * 100
      switch Int.random(in: 0..<20, using: &generator) {
      case 0...3:
        _ = try await pipeline.submit(
          bench.submission(
            "p\(serial)\(step % 3)", cents: cents,
            email: ["dana@example.com", "no,one@example.com", nil][step % 3],
            key: step % 2 == 0 ? nil : "\(step)")
        )
      case 4...9:
        let owner = "o\(Int.random(in: 0...2, using: &generator))"
        if let lease = try await pipeline.claim(owner) { leases.append(lease) }
      case 10...13:
        guard let index = leases.indices.randomElement(using: &generator) else { continue }
        let lease = leases[index]
        // Often an outcome comes twice, or after its message was lost.
        if Bool.random(using: &generator) { leases.remove(at: index) }
        let status: MICRReading.Status = [.sure, .sure, .unsure, .noLine][step % 4]
        let line = status == .noLine ? "" : Lines.personal(serial)
        await expectRefusal {
          try await pipeline.commit(
            lease, pipeline.response(to: lease, line: line, status: status))
        }
      case 14:
        let parts = pipeline.parts
        let owner = "o\(Int.random(in: 0...2, using: &generator))"
        try await parts.store.write { db in
          try Owners.recover(db, lost: owner, retry: parts.retry, clock: parts.clock)
        }
      case 15: await expectRefusal { try await pipeline.cancel(id, by: "c", reason: "r") }
      case 16: await expectRefusal { try await pipeline.approve(id, by: "c", note: "n") }
      case 17: await expectRefusal { try await pipeline.reject(id, by: "c", reason: "r") }
      case 18: await expectRefusal { try await pipeline.redrive(id, by: "c") }
      default:
        let correction = Correction(
          line: Bool.random(using: &generator) ? Lines.personal(serial) : nil,
          amount: Bool.random(using: &generator) ? Cents(cents) : nil)
        await expectRefusal { try await pipeline.correct(id, correction, by: "c") }
      }
      if step % 10 == 0 { try await pipeline.expectSound() }
    }
    for owner in ["o0", "o1", "o2"] {
      try await pipeline.parts.store.write { try Owners.leave($0, id: owner) }
    }
    try await pipeline.sql("UPDATE messages SET is_suspect = 0")
    try await pipeline.drain(line: Lines.personal("9"))
    for check in Set(try await pipeline.failedMessages().map(\.check)) {
      try await pipeline.redrive(check, by: "c")
    }
    try await pipeline.drain(line: Lines.personal("9"))
    try await pipeline.expectSound()
    #expect(try await pipeline.queueStats() == QueueStats())
    let told: Int? = try await pipeline.value("SELECT count(*) FROM (\(Soundness.events))")
    #expect(try await pipeline.notices().count == told)
    #expect(told ?? 0 > 5)
    let moving = try await pipeline.checks().filter(\.state.isMoving)
    #expect(moving == [])
    #expect(try await pipeline.countsByState()[.deposited] ?? 0 > 0)
  }

  /// The pipeline may refuse an act, for a reason of its own; the store must never have to.
  private func expectRefusal(
    sourceLocation: SourceLocation = #_sourceLocation, _ act: () async throws -> Void
  ) async {
    do {
      try await act()
    } catch is PipelineError {
    } catch {
      Issue.record("\(error)", sourceLocation: sourceLocation)
    }
  }
}
