import CheckRendering
import CheckStore

@testable import CheckPipeline

extension Owners {
  /// Recovers so that everything can be claimed again at once.
  static func recover(
    _ db: Transaction, lost owner: String, retry: RetryPolicy, clock: PipelineClock
  ) throws {
    var generator = SeededGenerator(seed: 1)
    var retry = retry
    retry.longestDelayMilliseconds = 0
    try db.run("DELETE FROM owners WHERE id = ?", [owner])
    try recover(db, lost: owner, retry: retry, clock: clock, using: &generator)
  }
}
