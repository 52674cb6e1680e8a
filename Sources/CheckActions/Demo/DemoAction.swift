import Hashing
import Foundation

/// Shows what a warm container keeps, and a cold one does not have.
///
/// It is no step of a check. Its responses tell what was kept, and so differ between a cold and a
/// warm instance, which those of a check's actions never do.
public struct DemoAction: Action {
  /// What to do.
  public enum Request: Codable, Sendable, Hashable {
    /// Adds one to the instance's counter.
    case count
    /// Looks a routing number up in an edition of the routing directory.
    case lookUp(routingNumber: String, directory: RoutingDirectory.Edition)
    /// Has a file at hand whose bytes have this SHA-256, in hexadecimal.
    case fetch(source: String, checksum: String)
    /// Does what no action may; `place` is a file outside the scratch folder.
    case misbehave(Misbehaviour, place: String)
  }

  /// What came of it.
  public enum Response: Codable, Sendable, Hashable {
    /// The counter.
    case count(Int)
    /// The institution's name, where there is one, and where the answer was.
    case institution(name: String?, from: Origin)
    /// The file's size, and where it was.
    case file(bytes: Int, from: Origin)
    /// How far misbehaving came.
    case outcome(String)
  }

  /// Where an answer came from.
  public enum Origin: String, Codable, Sendable, Hashable {
    /// Kept by an earlier invocation, in memory or in the scratch folder.
    case kept
    /// Read from where it belongs.
    case source
  }

  /// A query with all that its answer depends on.
  private struct Query: Hashable {
    var routingNumber: String
    var directory: RoutingDirectory.Edition
  }

  /// The action's name.
  public static let name = ActionName.demo

  /// The most answers that are kept.
  static let mostAnswers = 64
  private static let largestFile = 64 << 20

  private let environment: ActionEnvironment
  private var count = 0
  private var answers: [Query: String?] = [:]

  /// Starts with a counter at zero and nothing kept.
  public init(environment: ActionEnvironment) throws(ActionFailure) {
    self.environment = environment
  }

  /// Answers from what is kept where it can, and keeps the answer.
  public mutating func invoke(
    _ request: Request, log: inout ActivationLog
  ) throws(ActionFailure) -> Response {
    switch request {
    case .count:
      count += 1
      return .count(count)
    case .lookUp(let routingNumber, let directory):
      return try lookUp(Query(routingNumber: routingNumber, directory: directory))
    case .fetch(let source, let checksum):
      return try fetch(source, checksum: checksum, log: &log)
    case .misbehave(let misbehaviour, let place):
      return .outcome(
        misbehaviour.perform(place: place, scratch: environment.scratchFolder))
    }
  }

  private mutating func lookUp(_ query: Query) throws(ActionFailure) -> Response {
    if let name = answers[query] { return .institution(name: name, from: .kept) }
    let directory = try RoutingDirectory.read(query.directory, in: environment.routingFolder)
    let name = directory[query.routingNumber]?.name
    if answers.count >= Self.mostAnswers { answers.removeAll() }
    answers.updateValue(name, forKey: query)
    return .institution(name: name, from: .source)
  }

  /// The name in the scratch folder is the checksum, so that other content is another file; it is
  /// computed again, since nothing vouches for what lies there.
  private func fetch(
    _ source: String, checksum: String, log: inout ActivationLog
  ) throws(ActionFailure) -> Response {
    let kept = "\(environment.scratchFolder)/\(Self.fileName(for: checksum))"
    if let bytes = try? LocalFile.read(kept, limit: Self.largestFile) {
      if SHA256.hash(bytes).hexadecimal == checksum {
        return .file(bytes: bytes.count, from: .kept)
      }
      log.write("the kept file is damaged and fetched anew")
      unlink(kept)
    }
    let bytes = try fetched(source, checksum: checksum)
    do {
      try LocalFile.create(kept, bytes: bytes, sync: false)
    } catch {
      throw .unwritable(file: kept, reason: error.description)
    }
    return .file(bytes: bytes.count, from: .source)
  }

  private func fetched(_ source: String, checksum: String) throws(ActionFailure) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(source, limit: Self.largestFile)
    } catch {
      throw .unreadable(file: source, reason: error.description)
    }
    guard SHA256.hash(bytes).hexadecimal == checksum else {
      throw .unreadable(file: source, reason: "its SHA-256 is not \(checksum)")
    }
    return bytes
  }

  /// A checksum from outside must not lead out of the folder.
  private static func fileName(for checksum: String) -> String {
    "fetched-" + checksum.filter { $0.isASCII && $0.isHexDigit }.prefix(64)
  }
}
