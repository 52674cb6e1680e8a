import CheckActions

@testable import CheckPipeline

/// Something that happens to the queue, for the store and for the model alike.
enum Act: Hashable, CustomStringConvertible {
  /// The check with this key is submitted, for the first time or again.
  case submit(key: Int)
  /// An owner asks for a message.
  case claim(owner: String)
  /// The outcome of the lease that was handed out as this one comes in.
  case outcome(lease: Int, Verdict)
  /// The lease that was handed out as this one comes back after a fault of the moment.
  case giveBack(lease: Int)
  /// An owner is found dead.
  case die(owner: String)
  /// An owner is found silent, though its process is alive.
  case fallSilent(owner: String)
  /// An owner signs off.
  case leave(owner: String)
  /// Time goes on until every message that waits can be taken.
  case wait
  case cancel(CheckID)
  case approve(CheckID)
  case reject(CheckID)
  case correct(CheckID)
  case redrive(CheckID)

  var description: String {
    switch self {
    case .submit(let key): "submit \(key)"
    case .claim(let owner): "claim by \(owner)"
    case .outcome(let lease, let verdict): "outcome \(verdict.rawValue) of lease \(lease)"
    case .giveBack(let lease): "give lease \(lease) back"
    case .die(let owner): "\(owner) dies"
    case .fallSilent(let owner): "\(owner) falls silent"
    case .leave(let owner): "\(owner) leaves"
    case .wait: "wait"
    case .cancel(let check): "cancel \(check)"
    case .approve(let check): "approve \(check)"
    case .reject(let check): "reject \(check)"
    case .correct(let check): "correct \(check)"
    case .redrive(let check): "redrive \(check)"
    }
  }
}

/// What the one who acted is told.
enum Answer: Hashable {
  case done
  case check(CheckID, isReplay: Bool)
  case lease(message: Int64, token: Int64)
  case nothingToTake
  /// The message is in other hands, or gone.
  case stale
  case wrongState
  case noIdentity
}
