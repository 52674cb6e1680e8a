import CheckRendering
import GRDB

@testable import CheckPipeline

extension Owners {
  /// Recovers with a jitter that is the same in every run.
  static func recover(
    _ db: Database, lost owner: String, retry: RetryPolicy, clock: PipelineClock
  ) throws {
    var generator = SeededGenerator(seed: 1)
    try recover(db, lost: owner, retry: retry, clock: clock, using: &generator)
  }
}
