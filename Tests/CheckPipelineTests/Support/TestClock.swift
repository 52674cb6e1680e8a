import Foundation
import Synchronization

@testable import CheckPipeline

/// A clock that stands still until it is told to go on.
final class TestClock: Sendable {
  private let state = Mutex<(wall: Int64, monotonic: Int64)>((1_767_261_600_000, 5_000_000))

  func advance(milliseconds: Int64) {
    state.withLock {
      $0.wall += milliseconds
      $0.monotonic += milliseconds
    }
  }

  /// Goes to a moment, before or after now, as a clock that is set does.
  func set(_ moment: Date) { state.withLock { $0.wall = moment.milliseconds } }

  var monotonic: Int64 { state.withLock { $0.monotonic } }

  var wall: Date { Date(milliseconds: state.withLock { $0.wall }) }
}
