import Foundation
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

  /// The submitted files, in the order of the plan.
  public var items: [Item]
  /// What could not be submitted.
  public var problems: [IngestProblem]
  /// Whether it was interrupted before every check was at rest.
  public var wasInterrupted: Bool
}

extension Pipeline {
  private static let batch = 32

  /// Submits what a plan lists and waits until the checks are at rest.
  ///
  /// One bad file never stops the others; what was interrupted goes on with the next ingest, and
  /// what was submitted before is not submitted again.
  public func ingest(
    _ plan: IngestPlan, slots: Int = ProcessInfo.processInfo.activeProcessorCount,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (IngestProgress) -> Void = { _ in }
  ) async throws -> IngestSummary {
    let watch = Watch(pipeline: self, slots: slots)
    let submitted = Atomic<Int>(0)
    async let finished = watch.run(isInterrupted: isInterrupted) { atRest in
      progress(
        IngestProgress(
          planned: plan.submissions.count, submitted: submitted.load(ordering: .relaxed),
          atRest: atRest))
    }
    var receipts: [(file: String, receipt: Receipt)] = []
    var problems = plan.problems
    var rest = plan.submissions[...]
    while !rest.isEmpty, !isInterrupted() {
      let batch = Array(rest.prefix(Self.batch))
      rest = rest.dropFirst(batch.count)
      for (submission, answer) in zip(batch, await submit(batch)) {
        let file = (submission.front as NSString).lastPathComponent
        switch answer {
        case .success(let receipt):
          receipts.append((file, receipt))
          await watch.add([receipt.check])
        case .failure(let error):
          problems.append(IngestProblem(file: file, reason: .refused(error)))
        }
      }
      submitted.add(batch.count, ordering: .relaxed)
    }
    await watch.close()
    let isFinished = try await finished
    var items: [IngestSummary.Item] = []
    for (file, receipt) in receipts {
      items.append(
        .init(file: file, check: try await check(receipt.check), isReplay: receipt.isReplay))
    }
    return IngestSummary(
      items: items, problems: problems, wasInterrupted: !isFinished || !rest.isEmpty)
  }
}
