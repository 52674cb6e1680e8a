import CheckActions
import CheckPipeline

extension ReviewSession {
  mutating func approve(_ item: ReviewItem, note: String) async throws -> Next {
    let check = item.details.check
    let overrides: ApprovalOverrides
    switch try await askForOverrides(of: item) {
    case .given(let given): overrides = given
    case .back:
      try Console.out("It is not approved.")
      return .question
    case .end: return .end
    }
    return try await act(on: check, counting: \.approved) { pipeline, actor in
      try await pipeline.approve(
        check.id, by: actor, note: note, overriding: overrides, asSeen: check)
    }
  }

  mutating func correct(_ check: CheckRecord) async throws -> Next {
    let correction: Correction
    switch try askForCorrection(of: check) {
    case .given(let given): correction = given
    case .back:
      try Console.out("Nothing is changed.")
      return .question
    case .end: return .end
    }
    return try await act(on: check, counting: \.corrected) { pipeline, actor in
      try await pipeline.correct(check.id, correction, by: actor, asSeen: check)
    }
  }

  mutating func reject(_ check: CheckRecord, _ words: String) async throws -> Next {
    let rejection: Rejection
    switch try askForRejection(words) {
    case .given(let given): rejection = given
    case .back:
      try Console.out("It is not rejected: that needs a reason.")
      return .question
    case .end: return .end
    }
    return try await act(on: check, counting: \.rejected, why: rejection.reason) {
      pipeline, actor in
      try await pipeline.reject(
        check.id, by: actor, reason: rejection.reason, told: rejection.told, asSeen: check)
    }
  }

  /// Acts, takes the check through what follows, and says where it stands then.
  private mutating func act(
    on check: CheckRecord, counting count: WritableKeyPath<ReviewTally, Int>, why: String = "",
    _ body: (Pipeline, String) async throws -> Void
  ) async throws -> Next {
    do {
      try await body(pipeline, actor)
    } catch let refusal as PipelineError {
      return try await tell(refusal, of: check.id)
    }
    tally[keyPath: count] += 1
    let interrupt = interrupt
    let isFinished = try await pipeline.finish(
      [check.id], slots: slots, isInterrupted: { interrupt.isRequested })
    try await pipeline.sayWhichMailFailed(of: [check.id])
    let now = try await pipeline.check(check.id)
    guard isFinished else {
      try Console.out("Check \(now.id): \(now.state.shown); a worker goes on with it")
      return .end
    }
    // What it is settled by anew is on its page where it is in review once more.
    let found = now.state == .review || now.findings == check.findings ? [] : now.findings
    let reasons = [why] + found.map { masking.finding($0).detail }
    let words = reasons.filter { !$0.isEmpty }.joined(separator: " ").printable
    try Console.out("Check \(now.id): \(now.state.shown)" + (words.isEmpty ? "" : ": \(words)"))
    return now.state == .review ? .page : .check
  }

  /// Why nothing was done.
  private mutating func tell(_ refusal: PipelineError, of id: CheckID) async throws -> Next {
    switch refusal {
    case .wrongState:
      try tellWhoDecided(try await pipeline.details(id))
      return .check
    case .changedMeanwhile:
      try Console.out("Check \(id) was changed meanwhile; this is what it is now.")
      return .page
    case .wouldDouble, .notDuplicates:
      // Another check was credited since the page was shown.
      try Console.out("\(refusal.description.printable)\nThis is how it stands now.")
      return .page
    case .noIdentity:
      try Console.out("Its line does not tell which check it is: correct the line (c).")
    default:
      try Console.out(refusal.description.printable)
    }
    return .question
  }
}
