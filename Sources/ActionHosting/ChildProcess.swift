import CSandbox
import Foundation

/// A process that this one started and has not waited for yet, so that its id is no one else's.
struct ChildProcess: ~Copyable {
  /// How a process ended.
  enum End: Hashable {
    case exit(Int32)
    case signal(Int32)
  }

  /// The id; another process may have it once the end is known.
  let id: pid_t
  private var knownEnd: End?

  /// Starts a program that talks over `socket`, which stays open here.
  init(_ program: String, _ argument: String, socket: Int32) throws(Spawner.SystemError) {
    id = try Spawner.shared.start(program, argument, socket: socket)
  }

  /// Lets it use so many more seconds of the processor.
  mutating func grant(processorSeconds: Int) {
    // One that ended meanwhile is found so by whoever talks to it.
    if !hasEnded { _ = check_grant_cpu(id, UInt32(clamping: processorSeconds)) }
  }

  /// Lets other processes go before it from now on.
  mutating func yieldToOthers() {
    if !hasEnded { _ = check_yield_to_others(id) }
  }

  /// Ends it at once, and tells how it ended.
  @discardableResult
  mutating func end() -> End {
    if let end = knownEnd ?? look(WNOHANG) { return end }
    kill(id, SIGKILL)
    return wait()
  }

  /// Waits for one that has closed its socket; one that does not end by itself then is ended.
  mutating func waitForEnd() -> End {
    for _ in 0..<Self.patience {
      if let end = knownEnd ?? look(WNOHANG) { return end }
      usleep(1000)
    }
    return end()
  }

  /// How often it is looked at, a millisecond apart.
  private static let patience = 200

  /// Asked before the id is used: it is another's when someone else waited for the process.
  private var hasEnded: Bool {
    mutating get { (knownEnd ?? look(WNOHANG)) != nil }
  }

  private mutating func wait() -> End {
    while true {
      if let end = look(0) { return end }
    }
  }

  private mutating func look(_ options: Int32) -> End? {
    var status: Int32 = 0
    let found = waitpid(id, &status, options)
    if found == 0 || (found < 0 && errno == EINTR) { return nil }
    // Someone else waited for it, or the system keeps no ends for this host: how is not known.
    let end: End =
      found < 0 || status & 0x7f == 0 ? .exit(status >> 8 & 0xff) : .signal(status & 0x7f)
    knownEnd = end
    return end
  }
}

extension ChildProcess.End {
  /// What happened, for whoever looks after it.
  var inWords: String {
    switch self {
    case .exit(let code): "it left by itself, with exit code \(code)"
    case .signal(SIGILL), .signal(SIGTRAP): "its code trapped, or memory ran out"
    case .signal(SIGSEGV), .signal(SIGBUS): "it used memory that is not its own, or ran out of it"
    case .signal(SIGABRT): "it gave up, or memory ran out"
    case .signal(SIGKILL): "it was killed from outside, or the system was out of memory"
    case .signal(SIGXCPU): "it used more of the processor than a message may"
    case .signal(SIGXFSZ): "it wrote a larger file than it may"
    case .signal(let number): "signal \(number) ended it"
    }
  }
}
