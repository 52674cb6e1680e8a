@testable import CheckActions
import CheckStore
import ImageCodecs
import MICR
import Testing

@testable import CheckPipeline

/// The steps of a worker, one at a time, with responses that a test makes up.
extension Pipeline {
  func claim(_ owner: String = "tester") async throws -> Lease? {
    let clock = parts.clock
    return try await parts.store.write { try Queue.claim($0, owner: owner, clock: clock) }
  }

  func commit(_ lease: Lease, _ response: ActionResponse) async throws {
    let parts = parts
    let outcome = try Outcome(lease, .byHand(.success(response), parts.clock), response)
    try await parts.store.write { db in
      try outcome.commit(db, rules: parts.rules, clock: parts.clock)
    }
  }

  /// The response to a lease, with the given line for a picture.
  func response(
    to lease: Lease, line: String, status: MICRReading.Status = .sure
  ) throws -> ActionResponse {
    switch lease.action {
    case .intake:
      return .intake(.init(front: nil, back: nil, findings: []))
    case .image:
      let picture = NormalisedPicture(width: 10, height: 10, checksum: "")
      return .image(.init(picture: picture, quality: nil, findings: []))
    case .micr:
      return .micr(MICRAction.Response(Lines.reading(line, status)))
    case .deposit:
      var action = try DepositAction(
        environment: ActionEnvironment(scratchFolder: "", routingFolder: parts.folder.routing))
      let request = try Steps.request(
        for: lease, images: parts.images, pictures: parts.pictures,
        rules: parts.rules.deposits)
      guard case .deposit(let deposit) = request else { throw CancellationError() }
      var log = ActivationLog()
      return .deposit(try action.invoke(deposit, log: &log))
    case .notify:
      var action = try NotifyAction(
        environment: ActionEnvironment(scratchFolder: "", routingFolder: ""))
      var log = ActivationLog()
      return .notify(try action.invoke(lease.noticeRequest(), log: &log))
    case .demo:
      throw CancellationError()
    }
  }

  /// Takes messages through the real actions until one is at the named action.
  func work(to action: ActionName) async throws {
    while let lease = try await claim() {
      guard lease.action != action else {
        return try await parts.store.write { db in
          try Queue.giveBack(
            db, lease.held, attempts: 0, isSuspect: false, readyAtMilliseconds: 0, error: "held")
        }
      }
      let request = try Steps.request(
        for: lease, images: parts.images, pictures: parts.pictures, rules: parts.rules.deposits)
      let (run, _) = await parts.run(request, original: lease.check.frontHash)
      try await commit(lease, run.result.get())
    }
  }

  /// Takes every message to its end, with the given line for every picture.
  func drain(line: String, status: MICRReading.Status = .sure) async throws {
    while let lease = try await claim() {
      try await commit(lease, response(to: lease, line: line, status: status))
    }
  }

  /// Submits a file that holds `text` and takes it to its end as a picture of `line`.
  @discardableResult
  func deposit(
    _ bench: Bench, _ text: String, line: String, account: String = "55", cents: Int = 1999,
    email: String? = nil, key: String? = nil, status: MICRReading.Status = .sure
  ) async throws -> CheckRecord {
    let submission = try bench.submission(
      text, account: account, cents: cents, email: email, key: key)
    let receipt = try await submit(submission)
    try await drain(line: line, status: status)
    return try await check(receipt.check)
  }

  /// Runs statements as nothing of the program does; a single one where there are values.
  func sql(_ sql: String, _ values: Values? = nil) async throws {
    try await parts.store.write { db in
      if let values { try db.run(sql, values) } else { try db.script(sql) }
    }
  }

  /// The first column of the first row; `nil` where there is none, or it is NULL.
  func value<Value: StoredValue>(_ sql: String, _ values: Values = []) async throws -> Value? {
    try await parts.store.read { try $0.first(sql, values) { row -> Value? in row[0] } ?? nil }
  }

  /// Everything in the store that an outcome may change, as text.
  func snapshot() async throws -> [String] {
    try await parts.store.read { db in
      try [
        "checks", "messages", "history", "results", "activations", "ledger_entries",
        "ledger_postings", "accounts", "notices",
      ].flatMap { table in
        try db.rows("SELECT * FROM \(table)") { "\(table): \($0.values)" }
      }
    }
  }

  func expectLedgerHolds(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let proof = try await proveLedger()
    #expect(proof.violations == [], sourceLocation: sourceLocation)
  }
}

extension Invocation {
  /// An invocation of which a test makes up the result.
  static func byHand(
    _ result: Result<ActionResponse, ActionFailure>, _ clock: PipelineClock
  ) -> Invocation {
    Invocation(
      container: "by-hand", isCold: false, startedAt: clock.now(), initMicroseconds: 0,
      runMicroseconds: 0, log: ActivationLog(), result: result)
  }
}

extension CheckRecord {
  var reasons: [Reason] { findings.map(\.reason) }
}
