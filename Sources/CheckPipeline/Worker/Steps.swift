import CheckActions
import Foundation
import CheckStore

/// How a message becomes a request, and how its outcome becomes a commit.
enum Steps {
  /// The request for a lease's action.
  ///
  /// - Throws: ``ActionFailure`` when something that an earlier step left is missing.
  static func request(
    for lease: Lease, images: ImageStore, pictures: PictureCache, rules: DepositRules
  ) throws(ActionFailure) -> ActionRequest {
    let original = lease.check.frontHash
    let sides = SubmittedSides(
      front: images.reference(original), back: lease.check.backHash.map(images.reference))
    switch lease.action {
    case .intake:
      return .intake(sides)
    case .image:
      return .image(sides)
    case .micr:
      let cached = lease.normalisedPicture.map { pictures.located($0, original: original) }
      return .micr(.init(sides, cached: cached))
    case .deposit:
      guard let reading = Readings.standing(lease.check, lease.reading),
        let directory = lease.directory
      else {
        throw .unreadable(file: "reading of check \(lease.check.id)", reason: "not in the store")
      }
      return .deposit(
        .init(
          status: reading.status, fields: reading.fields, doubts: reading.doubts,
          statement: lease.check.statement, rules: rules,
          directory: directory))
    case .notify:
      return .notify(try lease.noticeRequest())
    case .demo:
      throw .unreadable(
        file: "message \(lease.messageID)", reason: "it names an action that no check comes to")
    }
  }

  /// Writes what a response means for its check, in the caller's transaction, in which its message
  /// was acknowledged.
  static func settle(
    _ db: Transaction, _ lease: Lease, _ response: ActionResponse, rules: SettlementRules,
    clock: PipelineClock
  ) throws {
    let check = lease.check
    let now = clock.nowMilliseconds
    let settlement: Settlement
    var locks = Locks()
    switch response {
    case .intake(let response):
      try Locks.take(db, Locks.Name.images(of: check))
      let rows = try SettlementRows.forIntake(db, check)
      settlement = Settle.intake(response, rows: rows, rules: rules.deposits)
    case .image(let response):
      settlement = Settle.image(response, rules: rules)
    case .micr(let response):
      settlement = Settle.micr(
        response.reading,
        pictureFindings: response.reading.status == .noLine
          ? SettlementRows.pictureFindings(db, check, rules) : [],
        rules: rules.deposits)
      try db.run("UPDATE checks SET line = ? WHERE id = ?", [response.reading.line, check.id])
    case .deposit(let proposal):
      let item = try ItemKeys.make(db, check, proposal)
      locks = try Locks.take(db, Locks.Name.credit(of: check, item))
      let rows = try SettlementRows.forDeposit(db, check, item: item, rules: rules)
      settlement = Settle.deposit(
        proposal, statement: check.statement, rows: rows, rules: rules.deposits)
      try item.write(db, check)
    case .notify(let response):
      return try Notices.settle(db, lease, response, at: now)
    case .demo:
      throw StoreError.unknownValue(column: "action", value: response.action.rawValue)
    }
    if settlement.findings != check.findings {
      try Checks.setFindings(db, check: check.id, settlement.findings)
    }
    if let state = settlement.state {
      try Checks.move(
        db, check, to: state, actor: response.action.rawValue, note: settlement.note,
        reasons: settlement.findings.map(\.reason),
        policy: response.isDecision ? rules.version : nil, clock: clock)
    }
    if settlement.credits {
      try credit(db, check, availability: rules.availability, at: now, &locks)
    }
    if settlement.next == nil, lease.action.next != nil { try Queue.withdraw(db, check: check.id) }
  }

  /// Credits the depositor, opening the account with its first deposit, and holds what is not
  /// available yet.
  ///
  /// - Parameter locks: Those under which it was decided, the account's among them.
  static func credit(
    _ db: Transaction, _ check: CheckRecord, availability: AvailabilityRules,
    at milliseconds: Int64, _ locks: inout Locks
  ) throws {
    try db.run(
      """
      INSERT INTO accounts (number, opened_at_ms, opened_by_check) VALUES (?, ?, ?)
      ON CONFLICT DO NOTHING
      """, [check.statement.account, milliseconds, check.id])
    try Ledger.deposit(db, check, at: milliseconds)
    try Holds.place(db, check, availability, at: Date(milliseconds: milliseconds), &locks)
  }
}

extension ActionResponse {
  /// Whether the policy's rules may decide on it.
  fileprivate var isDecision: Bool {
    switch self {
    case .intake, .image, .micr, .deposit: true
    case .notify, .demo: false
    }
  }
}
