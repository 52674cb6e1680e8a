import CheckActions
import Foundation
import CheckStore
import Synchronization

@testable import CheckPipeline

/// What is around the pipeline: clocks, the mail server, and a disk that takes no commit.
final class SimulatedWorld: MailTransport {
  private struct State {
    var wall: Int64 = 1_767_261_600_000
    /// So long after its boot that what is delayed until then would wait for ever after another.
    var monotonic: Int64 = 900_000_000
    var boots = 1
    var mailFailures = 0
    var losesAnswer = false
    var isDiskFull = false
    var delivered: [Mail] = []
  }

  private struct MailServerAway: Error {}

  private let state = Mutex(State())
  let commits = CommitFaults()

  func clock(keeping bench: Bench) -> PipelineClock {
    PipelineClock(
      now: {
        _ = bench; return Date(milliseconds: self.state.withLock { $0.wall })
      },
      monotonicMilliseconds: { self.state.withLock { $0.monotonic } },
      bootID: "boot-\(state.withLock { $0.boots })")
  }

  func pass(milliseconds: Int64) {
    state.withLock {
      $0.wall += milliseconds
      $0.monotonic += milliseconds
    }
  }

  func setWall(by milliseconds: Int64) { state.withLock { $0.wall += milliseconds } }

  /// Makes it as it was at first, after the same boot.
  func reset() {
    state.withLock { state in
      let boots = state.boots
      state = State()
      state.boots = boots
    }
    commits.refuse(0)
  }

  func boot() {
    state.withLock {
      $0.boots += 1
      $0.monotonic = 1000
    }
  }

  var isDiskFull: Bool {
    get { state.withLock { $0.isDiskFull } }
    set { state.withLock { $0.isDiskFull = newValue } }
  }

  /// Whether everything works at this moment, so that nothing has a reason to be refused.
  var isFaultless: Bool {
    state.withLock { $0.mailFailures == 0 && !$0.isDiskFull } && !commits.areRefused
  }

  func failMails(_ count: Int, losesAnswer: Bool) {
    state.withLock {
      $0.mailFailures = count
      $0.losesAnswer = losesAnswer
    }
  }

  var delivered: [Mail] { state.withLock { $0.delivered } }

  func deliver(_ mail: Mail) async throws {
    try state.withLock { state in
      let fails = state.mailFailures > 0
      if !fails || state.losesAnswer { state.delivered.append(mail) }
      guard fails else { return }
      state.mailFailures -= 1
      throw MailServerAway()
    }
  }
}

/// Has SQLite roll a number of transactions back instead of committing them.
final class CommitFaults: Sendable {
  private let left = Atomic<Int>(0)

  var areRefused: Bool { left.load(ordering: .relaxed) > 0 }

  func refuse(_ count: Int) { left.store(count, ordering: .relaxed) }

  func mayCommit() -> Bool {
    guard left.load(ordering: .relaxed) > 0 else { return true }
    left.subtract(1, ordering: .relaxed)
    return false
  }
}
