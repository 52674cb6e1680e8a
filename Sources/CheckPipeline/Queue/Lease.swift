import CheckActions
import GRDB

/// A message in the hands of one worker, with what is needed to work on it.
///
/// The token fences it: once another worker has the message, an outcome with the old token is
/// refused.
struct Lease: Sendable {
  var messageID: Int64
  var token: Int64
  var action: ActionName
  /// How often the message was tried before.
  var attempts: Int
  var enqueuedAtMilliseconds: Int64
  var check: CheckRecord
  /// The responses of the actions before, as far as this one needs them.
  var imageResponse: ImageAction.Response?
  var micrResponse: MICRAction.Response?
}

/// A message that the machinery gave up.
public struct FailedMessage: Sendable, Hashable {
  /// The check it is about.
  public var check: CheckID
  /// The action that it asked for.
  public var action: ActionName
  /// How often it was tried.
  public var attempts: Int
  /// The last attempt's error.
  public var error: String
}

/// How many messages are in which hands.
public struct QueueStats: Sendable, Hashable, Codable {
  /// Messages that can be taken now.
  public var ready = 0
  /// Messages that come back later, after a fault.
  public var delayed = 0
  /// Messages in a worker's hands.
  public var leased = 0
  /// Messages that were given up.
  public var failed = 0
  /// Workers whose heartbeat is fresh.
  public var workers = 0
}
