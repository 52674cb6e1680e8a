import CSandbox
import Foundation
import Synchronization

/// Starts processes from one thread that lives as long as this process.
///
/// A child that ends with its parent ends when the thread that started it does, and those of
/// dispatch queues come and go.
final class Spawner: Sendable {
  /// The only one.
  static let shared = Spawner()

  private struct Job: Sendable {
    var program: String
    var argument: String
    var socket: Int32
    var answer: Answer
  }

  private final class Answer: Sendable {
    private let result = Mutex<Result<pid_t, SystemError>>(.failure(SystemError(code: ECHILD)))
    private let isThere = DispatchSemaphore(value: 0)

    func give(_ value: Result<pid_t, SystemError>) {
      result.withLock { $0 = value }
      isThere.signal()
    }

    func wait() -> Result<pid_t, SystemError> {
      isThere.wait()
      return result.withLock { $0 }
    }
  }

  /// An error code of the system.
  struct SystemError: Error {
    var code: Int32
  }

  private let jobs = Mutex<[Job]>([])
  private let arrived = DispatchSemaphore(value: 0)

  private init() {
    // Where a program ignores its children's ends the system forgets them at once, and gives their
    // ids to others while they are still thought to be theirs.
    var action = sigaction()
    if sigaction(SIGCHLD, nil, &action) == 0, Self.isIgnored(action) { signal(SIGCHLD, SIG_DFL) }
    Thread.detachNewThread { [self] in
      while true {
        arrived.wait()
        let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if let job { job.answer.give(Self.spawn(job)) }
      }
    }
  }

  /// Starts `program`, which is to talk over `socket`; blocks until it runs.
  func start(
    _ program: String, _ argument: String, socket: Int32
  ) throws(SystemError) -> pid_t {
    let job = Job(program: program, argument: argument, socket: socket, answer: Answer())
    jobs.withLock { $0.append(job) }
    arrived.signal()
    return try job.answer.wait().get()
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if os(Linux)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func spawn(_ job: Job) -> Result<pid_t, SystemError> {
    var process: pid_t = 0
    let code = check_spawn(job.program, job.argument, job.socket, &process)
    return code == 0 ? .success(process) : .failure(SystemError(code: code))
  }
}
