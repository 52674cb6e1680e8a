import CheckActions

/// Why the pipeline did not do what it was asked for.
public enum PipelineError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no check of this number.
  case noSuchCheck(CheckID)
  /// The check is in a state in which this cannot be done.
  case wrongState(CheckID, CheckState, wanted: String)
  /// The check is no longer as the person saw it who decides on it.
  case changedMeanwhile(CheckID)
  /// The idempotency key was used before, with other content.
  case keyReused(key: String, check: CheckID)
  /// The idempotency key is empty or too long.
  case badKey(count: Int)
  /// A submitted file could not be read.
  case unreadableFile(String, reason: String)
  /// Depositing the check would deposit another one twice.
  case wouldDouble(CheckID, of: CheckID)
  /// The check's line does not tell which check it is.
  case noIdentity(CheckID)
  /// A corrected line has characters that E-13B does not have, or no routing number.
  case badLine(String, reason: String)
  /// The data folder cannot be used.
  case dataFolder(String, reason: String)
  /// A picture was removed by a purge before the check that names it was written.
  case imageRemoved(ImageHash)
  /// The write lock was held by others for too long.
  case busy(lock: String, seconds: Int)
  /// Another worker holds the message by now, so this outcome was refused.
  case leaseLost(message: Int64)

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .noSuchCheck(let id):
      "there is no check \(id): 'checkctl list' shows the checks"
    case .wrongState(let id, let state, let wanted):
      "check \(id) is \(state.rawValue); only \(wanted)"
    case .changedMeanwhile(let id):
      "check \(id) was changed since it was looked at: look at it again"
    case .keyReused(let key, let check):
      "key '\(key)' belongs to check \(check), which has other content: give each deposit its own"
    case .badKey(let count):
      "a key of \(count) bytes cannot be taken: give 1 to 200"
    case .unreadableFile(let file, let reason):
      "cannot read \(file): \(reason)"
    case .wouldDouble(let id, let other):
      "check \(id) is the same as check \(other), which is deposited: reject one of them"
    case .noIdentity(let id):
      "check \(id) has no line that tells which check it is: give it with 'checkctl review correct'"
    case .badLine(let line, let reason):
      "line '\(line)' cannot be taken: \(reason)"
    case .dataFolder(let folder, let reason):
      "data folder \(folder) cannot be used: \(reason)"
    case .imageRemoved(let hash):
      "picture \(hash) was removed by a purge before its check was written: try again"
    case .busy(let lock, let seconds):
      "another process has held \(lock) for \(seconds) s: try again, or see what holds it"
    case .leaseLost(let message):
      "message \(message) was taken over by another worker; nothing was changed"
    }
  }
}
