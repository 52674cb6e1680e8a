import CheckActions
import CheckStore

/// What a worker has to commit of one message.
struct Outcome: Sendable {
  private let lease: Lease
  private let run: Invocation
  private let response: ActionResponse
  private let encoded: String

  /// Makes what can be made before the transaction, which is no place for long work.
  init(_ lease: Lease, _ run: Invocation, _ response: ActionResponse) throws {
    self.init(lease, run, response, encoded: try Self.encoded(response))
  }

  /// The same for a response whose text is known.
  init(_ lease: Lease, _ run: Invocation, _ response: ActionResponse, encoded: String) {
    self.lease = lease
    self.run = run
    self.response = response
    self.encoded = encoded
  }

  /// The text of a response, as the store keeps it.
  static func encoded(_ response: ActionResponse) throws -> String {
    switch response {
    case .intake(let response): return try JSON.encode(response)
    case .image(var response):
      // These have rows of their own, and a place of this host means nothing to another.
      response.archive = []
      response.picture?.locator = nil
      return try JSON.encode(response)
    case .micr(let response): return try JSON.encode(response.reading)
    case .deposit(let response): return try JSON.encode(response)
    case .notify(let response): return try JSON.encode(response)
    case .demo(let response): return try JSON.encode(response)
    }
  }

  /// Writes the acknowledgement with the next message, the result, what it means for the check, and
  /// the activation record, in the caller's transaction.
  ///
  /// - Throws: ``PipelineError/leaseLost(message:)`` when another worker has the message by now.
  func commit(
    _ db: Transaction, rules: SettlementRules, clock: PipelineClock
  ) throws {
    try Queue.acknowledge(
      db, lease.held, next: lease.action.next, wallMilliseconds: clock.nowMilliseconds)
    // What became of a notice has a table of its own, a row for each event.
    if lease.eventID == nil {
      try Checks.storeResult(
        db, check: lease.check.id, action: response.action, response: encoded)
    }
    try CheckImage.write(db, check: lease.check.id, response.archive)
    try Steps.settle(db, lease, response, rules: rules, clock: clock)
    try Activation.write(db, lease, run, outcome: .success, error: nil)
  }
}

extension ActionName {
  /// The action that follows on a check's way, unless what comes of this one ends it.
  var next: ActionName? {
    switch self {
    case .intake: .image
    case .image: .micr
    case .micr: .deposit
    case .deposit, .notify, .demo: nil
    }
  }
}

extension ActionResponse {
  /// The pictures for archive and bank that an action made.
  var archive: [ArchiveImage] {
    switch self {
    case .image(let response): response.archive
    case .micr(let response): response.archive
    case .intake, .deposit, .notify, .demo: []
    }
  }

  /// The picture that the image action made for the reader.
  var normalisedPicture: NormalisedPicture? {
    if case .image(let response) = self { response.picture } else { nil }
  }
}
