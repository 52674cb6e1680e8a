import CheckActions
import Synchronization

@testable import CheckPipeline

/// A transport that fails a number of times, before or after it delivered, and then works.
final class TestTransport: MailTransport {
  struct Refused: Error, CustomStringConvertible {
    var description: String { "the mail server is away" }
  }

  private struct State {
    var failures: Int
    var tries = 0
    var delivered: [Mail] = []
  }

  private let state: Mutex<State>
  private let losesAnswer: Bool

  init(failures: Int = 0, losesAnswer: Bool = false) {
    state = Mutex(State(failures: failures))
    self.losesAnswer = losesAnswer
  }

  var tries: Int { state.withLock { $0.tries } }
  var delivered: [Mail] { state.withLock { $0.delivered } }

  func setFailures(_ count: Int) { state.withLock { $0.failures = count } }

  func deliver(_ mail: Mail) async throws {
    try state.withLock { state in
      state.tries += 1
      let fails = state.failures > 0
      if !fails || losesAnswer { state.delivered.append(mail) }
      guard fails else { return }
      state.failures -= 1
      throw Refused()
    }
  }
}
