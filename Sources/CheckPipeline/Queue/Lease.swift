import CheckActions
import CheckStore
import MICR

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
  /// What the action before gave back, as the store keeps it, as far as this one needs it.
  var earlierResponse: String?
  /// The line of the history that the depositor is to be told of; `nil` for the check's own message.
  var eventID: Int64?
  /// What to tell of it.
  var notice: QueuedNotice?
  /// The routing directory that held when the message was claimed; `nil` where the action needs none.
  var directory: RoutingDirectory.Edition?

  /// The message that it is a lease of.
  var held: HeldMessage { HeldMessage(id: messageID, token: token) }

  /// The picture that the image action made; `nil` when it is not needed, not there or unreadable.
  ///
  /// Decoded here and not by the claim, which is no place for long work: it holds the write lock,
  /// and what cannot be decoded must not undo the outcome that the claim rides with.
  var normalisedPicture: NormalisedPicture? {
    response(for: .micr).flatMap { (response: ImageResponsePicture) in response.picture }
  }

  /// What the reader gave back; `nil` when it is not needed, not there, unreadable or no line.
  var reading: Readings? { response(for: .deposit) }

  private func response<Response: Decodable>(for action: ActionName) -> Response? {
    guard self.action == action, let earlierResponse else { return nil }
    return try? JSON.decode(Response.self, from: earlierResponse)
  }
}

/// As much of an image action's response as the reader needs.
private struct ImageResponsePicture: Decodable {
  var picture: NormalisedPicture?
}

/// A message that the machinery gave up.
public struct FailedMessage: Sendable, Hashable {
  /// The check it is about.
  public var check: CheckID
  /// The action that it asked for, which this version may not know.
  public var action: String
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
