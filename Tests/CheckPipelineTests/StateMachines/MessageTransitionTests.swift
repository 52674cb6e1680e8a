import CheckActions
import Testing

@testable import CheckPipeline

/// Every status of a message and everything that can happen to it, against the model.
@Suite struct MessageTransitionTests {
  /// How a message stands when something happens to it.
  private enum Standing: CaseIterable {
    case ready, delayed, suspect, leased, leasedWithAnother, leasedAsSuspect, leasedAgain
    case onItsLastAttempt, failed, accepted, sentToReview, rejected, cancelled
  }

  @Test(arguments: [ActionName.intake, .micr, .deposit, .notify])
  func everyEventInEveryStatusLeadsWhereTheDesignSays(action: ActionName) async throws {
    for standing in Standing.allCases {
      var pair = Pair(subject: try await Subject(), model: QueueModel(attempts: Subject.attempts))
      for number in 0... {
        let key = 2 * number
        let check = try await pair.bring(key: key, to: action)
        try await prepare(&pair, standing, check, action)
        let events = events(check, leases: pair.model.leases.count, key: key)
        guard number < events.count else { break }
        try await pair.apply(events[number], "\(action.rawValue) message, \(standing)")
        // And what was handed out before is refused, or taken once.
        for lease in pair.model.leases.indices {
          try await pair.apply(.outcome(lease: lease, .accept), "\(standing), \(events[number])")
        }
        try await pair.clear()
      }
    }
  }

  private func prepare(
    _ pair: inout Pair, _ standing: Standing, _ check: CheckID, _ action: ActionName
  ) async throws {
    func apply(_ acts: Act...) async throws {
      for act in acts { try await pair.prepare(act) }
    }
    func fail(times: Int) async throws {
      for _ in 0..<times {
        try await apply(.claim(owner: "a"), .giveBack(lease: pair.model.leases.count), .wait)
      }
    }
    switch standing {
    case .ready: break
    case .delayed: try await apply(.claim(owner: "a"), .giveBack(lease: pair.model.leases.count))
    case .suspect: try await apply(.claim(owner: "a"), .fallSilent(owner: "a"))
    case .leased: try await apply(.claim(owner: "a"))
    case .leasedWithAnother:
      try await apply(
        .submit(key: -1 - 2 * Int(check)), .claim(owner: "a"), .claim(owner: "a"))
    case .leasedAsSuspect:
      try await apply(.claim(owner: "a"), .fallSilent(owner: "a"), .claim(owner: "b"))
    case .leasedAgain:
      try await apply(.claim(owner: "a"), .leave(owner: "a"), .claim(owner: "a"))
    case .onItsLastAttempt:
      try await fail(times: Subject.attempts - 1)
      try await apply(.claim(owner: "a"))
    case .failed: try await fail(times: Subject.attempts)
    case .accepted, .sentToReview, .rejected:
      let verdict: Verdict =
        standing == .accepted ? .accept : standing == .rejected ? .reject : .review
      try await apply(
        .claim(owner: "a"), .outcome(lease: pair.model.leases.count, verdict))
    case .cancelled: try await apply(.claim(owner: "a"), .cancel(check))
    }
  }

  private func events(_ check: CheckID, leases: Int, key: Int) -> [Act] {
    let ofLeases = (0..<leases).flatMap { lease -> [Act] in
      [.giveBack(lease: lease)]
        + [Verdict.accept, .review, .reject].map { .outcome(lease: lease, $0) }
    }
    let ofOwners = ["a", "b"].flatMap { owner -> [Act] in
      [.claim(owner: owner), .die(owner: owner), .fallSilent(owner: owner), .leave(owner: owner)]
    }
    return ofLeases + ofOwners + [
      .wait, .cancel(check), .approve(check), .reject(check), .correct(check), .redrive(check),
      .submit(key: key),
    ]
  }
}

/// The store and the model, side by side.
struct Pair {
  let subject: Subject
  var model: QueueModel

  /// Applies an act to both, and compares what they answer and all that they hold.
  @discardableResult
  mutating func apply(
    _ act: Act, _ context: @autoclosure () -> String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Answer {
    let expected = model.apply(act)
    let answer = try await subject.apply(act)
    let (wanted, found) = (Set(model.lines), Set(try await subject.lines()))
    guard answer == expected, wanted == found else {
      Issue.record(
        """
        \(context()), then \(act): answered \(answer), not \(expected)
        not expected: \(found.subtracting(wanted).sorted())
        missing: \(wanted.subtracting(found).sorted())
        """, sourceLocation: sourceLocation)
      throw Parted()
    }
    return answer
  }

  /// Applies an act to both; what they hold is compared with the next one.
  @discardableResult
  mutating func prepare(_ act: Act) async throws -> Answer {
    _ = try await subject.apply(act)
    return model.apply(act)
  }

  /// Submits a check and takes it on until its message, or its notice, asks for an action.
  mutating func bring(key: Int, to action: ActionName) async throws -> CheckID {
    guard case .check(let check, _) = try await prepare(.submit(key: key)) else { throw Parted() }
    while !model.messages.values.contains(where: { $0.action == action }) {
      try await prepare(.claim(owner: "z"))
      try await prepare(.outcome(lease: model.leases.count - 1, .accept))
    }
    return check
  }

  mutating func clear() async throws {
    model.clear()
    try await subject.clear()
  }

  struct Parted: Error {}
}
