import Synchronization

/// How far an ingest is.
public struct IngestProgress: Sendable, Hashable {
  /// How many files there are to submit.
  public var planned: Int
  /// How many are submitted.
  public var submitted: Int
  /// How many of these are at rest.
  public var atRest: Int
}

/// What became of the files of a folder.
///
/// It holds no checks, so that it stays small however many there are:
/// ``Pipeline/forEachItem(of:_:)`` reads them one at a time.
public struct IngestSummary: Sendable {
  /// One submitted file.
  public struct Item: Sendable, Hashable {
    /// The front's file name.
    public var file: String
    /// The check, as it stands.
    public var check: CheckRecord
    /// Whether it had been submitted before.
    public var isReplay: Bool
  }

  /// The answers to the submissions, in the order of the plan.
  public var receipts: [Receipt]
  /// How many of the checks are in each state.
  public var counts: [CheckState: Int]
  /// What could not be submitted.
  public var problems: [IngestProblem]
  /// Whether it was interrupted before every check was at rest.
  public var wasInterrupted: Bool

  /// Whether anything waits for a person.
  public var needsPerson: Bool {
    !problems.isEmpty || counts.contains { $0.key.needsPerson && $0.value > 0 }
  }
}

extension Pipeline {
  private static let batch = 32

  /// Submits what a plan lists and waits until the checks are at rest.
  ///
  /// One bad file never stops the others; what was interrupted goes on with the next ingest, and
  /// what was submitted before is not submitted again.
  ///
  /// - Parameters:
  ///   - plan: What to submit.
  ///   - slots: How many messages this process has in hand at a time, where it works itself.
  ///   - isInterrupted: Asked now and then; when it says so, what is in hand is finished, and the
  ///     rest stays in the queue.
  ///   - acknowledged: Told of each submission, in the order of the plan, as soon as its check is
  ///     stored; what it throws ends the ingest.
  ///   - progress: Told now and then how far it is.
  public func ingest(
    _ plan: IngestPlan, slots: Int = standardSlots,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    acknowledged: @Sendable (Submission, Receipt) throws -> Void = { _, _ in },
    progress: @escaping @Sendable (IngestProgress) -> Void = { _ in }
  ) async throws -> IngestSummary {
    let watch = Watch(pipeline: self, slots: slots)
    let submitted = Atomic<Int>(0)
    let planned = plan.submissions.count
    async let finished = watch.run(isInterrupted: isInterrupted) { atRest in
      progress(
        IngestProgress(
          planned: planned, submitted: submitted.load(ordering: .relaxed), atRest: atRest))
    }
    var receipts: [Receipt] = []
    receipts.reserveCapacity(planned)
    var problems = plan.problems
    var rest = plan.submissions[...]
    while !rest.isEmpty, !isInterrupted() {
      let batch = Array(rest.prefix(Self.batch))
      rest = rest.dropFirst(batch.count)
      for (submission, answer) in zip(batch, await submit(batch)) {
        switch answer {
        case .success(let receipt):
          receipts.append(receipt)
          try acknowledged(submission, receipt)
          await watch.add([receipt.check])
        case .failure(let error):
          problems.append(
            IngestProblem(file: submission.front.name, reason: .refused(error)))
        }
      }
      submitted.add(batch.count, ordering: .relaxed)
    }
    await watch.close()
    let isFinished = try await finished
    var summary = IngestSummary(
      receipts: receipts, counts: [:], problems: problems,
      wasInterrupted: !isFinished || !rest.isEmpty)
    var counts: [CheckState: Int] = [:]
    try await forEachItem(of: summary) { counts[$0.check.state, default: 0] += 1 }
    summary.counts = counts
    return summary
  }

  /// Reads the submitted files of an ingest, one at a time and in their order.
  public func forEachItem(
    of summary: IngestSummary, _ body: (IngestSummary.Item) throws -> Void
  ) async throws {
    for receipt in summary.receipts {
      let check = try await check(receipt.check)
      try body(
        IngestSummary.Item(file: check.frontName, check: check, isReplay: receipt.isReplay))
    }
  }
}
