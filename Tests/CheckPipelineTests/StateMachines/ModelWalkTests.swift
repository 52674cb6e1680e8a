import CheckActions
import CheckRendering
import Foundation
import Testing

@testable import CheckPipeline

/// Acts of workers, deaths and people in any order, compared with the model after each.
///
/// `MODEL_WALK_SEEDS=500` walks more, and `MODEL_WALK_SEEDS=17...17` that one alone.
@Suite struct ModelWalkTests {
  private static let standard: UInt64 = 24
  private static let steps = 200

  @Test(arguments: Seeds.fromEnvironment("MODEL_WALK_SEEDS", standard: standard))
  func theStoreDoesWhatTheModelSays(seed: UInt64) async throws {
    var pair = Pair(subject: try await Subject(), model: QueueModel(attempts: Subject.attempts))
    var generator = SeededGenerator(seed: seed)
    var tokens: [Int64: Int64] = [:]
    for step in 0..<Self.steps {
      let act = Self.act(pair.model, using: &generator)
      try await pair.apply(act, "MODEL_WALK_SEEDS=\(seed)...\(seed), step \(step)")
      for message in pair.model.messages.values {
        #expect(message.token >= tokens[message.id] ?? 0)
        tokens[message.id] = message.token
      }
    }
    try await pair.subject.pipeline.expectSound()
  }

  @Test func theWalksTakeEveryStepThatTheQueueHasAPartIn() {
    var steps: [CheckState: Set<CheckState>] = [:]
    for seed in UInt64(1)...Self.standard {
      var model = QueueModel(attempts: Subject.attempts)
      var generator = SeededGenerator(seed: seed)
      for _ in 0..<Self.steps { _ = model.apply(Self.act(model, using: &generator)) }
      for line in model.history {
        let words = line.split(separator: " ").map(String.init)
        guard let from = CheckState(rawValue: words[1]), let to = CheckState(rawValue: words[3])
        else { continue }
        steps[from, default: []].insert(to)
      }
    }
    #expect(steps[.received] == [.imaged, .rejected, .cancelled, .failed])
    #expect(steps[.imaged] == [.read, .review, .cancelled, .failed])
    #expect(steps[.read] == [.deposited, .review, .rejected, .cancelled, .failed])
    #expect(steps[.review] == [.read, .deposited, .rejected, .cancelled])
    #expect(steps[.deposited] == [.cancelled])
    #expect(steps[.failed] == [.received, .imaged, .read])
  }

  private static func act(
    _ model: QueueModel, using generator: inout SeededGenerator
  ) -> Act {
    let owner = ["a", "b", "c"][Int.random(in: 0..<3, using: &generator)]
    // Half of what people do is to decide what waits for them.
    let waiting = model.checks.values.filter(\.state.needsPerson).map(\.id).sorted()
    let all = model.checks.keys.sorted()
    let check =
      (Bool.random(using: &generator) && !waiting.isEmpty ? waiting : all)
      .randomElement(using: &generator) ?? 1
    // Mostly one that is held, and now and then one that was taken over long ago.
    let held = model.leases.indices.filter { model.isHeld(model.leases[$0]) }
    let isAny = Int.random(in: 0..<5, using: &generator) == 0
    let lease = (isAny ? Array(model.leases.indices.suffix(20)) : held)
      .randomElement(using: &generator)
    let kind = Int.random(in: 0..<20, using: &generator)
    guard !model.checks.isEmpty else { return .submit(key: 0) }
    switch (kind, lease) {
    case (0...1, _): return .submit(key: Int.random(in: 0..<16, using: &generator))
    case (2...7, let lease?):
      let verdicts: [Verdict] = [.accept, .accept, .accept, .accept, .review, .review, .reject]
      return .outcome(lease: lease, verdicts.randomElement(using: &generator) ?? .accept)
    case (8...9, let lease?): return .giveBack(lease: lease)
    case (10, _): return .die(owner: owner)
    case (11, _): return .fallSilent(owner: owner)
    case (12, _): return .leave(owner: owner)
    case (13...14, _): return .wait
    case (15, _):
      return [.cancel(check), .reject(check), .approve(check), .approve(check)].randomElement(
        using: &generator)
        ?? .wait
    case (16, _): return Bool.random(using: &generator) ? .correct(check) : .redrive(check)
    default: return .claim(owner: owner)
    }
  }
}
