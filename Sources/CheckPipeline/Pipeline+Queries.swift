import CheckActions
import Foundation
import CheckStore
import MICR

/// Which checks to list.
public struct CheckFilter: Sendable, Hashable {
  /// Only checks in these states; all when empty.
  public var states: Set<CheckState> = []
  /// Only checks for this account.
  public var account: String?
  /// The most checks to give, the latest first.
  public var limit = 1000

  /// A filter that lets everything through.
  public init() {}
}

/// Everything that is known about a check.
public struct CheckDetails: Sendable, Hashable {
  /// The check.
  public var check: CheckRecord
  /// What the reader saw.
  public var reading: MICRReading?
  /// The fields that stand: the reader's, or those of the corrected line.
  public var fields: MICRFields?
  /// What the deposit action proposed.
  public var proposal: DepositAction.Response?
  /// What the image action measured.
  public var image: ImageAction.Response?
  /// The changes of its state, oldest first.
  public var history: [HistoryEntry]
  /// The image with its front, as submitted; gone once ``CheckRecord/imagesRemovedAt`` is set.
  public var front: ImageReference
  /// The image of its rear side; `nil` where there is none or it is on the front's second page.
  public var back: ImageReference?
  /// The pictures that were made for archive and bank.
  public var images: [CheckImage]
}

/// An account that checks were deposited to.
public struct Account: Sendable, Hashable {
  /// Its number.
  public var number: String
  /// The check that opened it.
  public var openedByCheck: CheckID
  /// How many checks are deposited to it.
  public var deposits: Int
  /// What is owed to the depositor.
  public var balance: Cents
  /// What of it the depositor may not draw on yet.
  public var held: Cents

  /// What the depositor may draw on; less than zero where the account is overdrawn.
  public var available: Cents { Cents(balance.value - held.value) }
}

extension Pipeline {
  /// A check by its number.
  public func check(_ id: CheckID) async throws -> CheckRecord {
    try await parts.store.read { try CheckRecord.fetch($0, id: id) }
  }

  /// The checks that a filter lets through, oldest first.
  public func checks(_ filter: CheckFilter = CheckFilter()) async throws -> [CheckRecord] {
    try await parts.store.read { db in
      var conditions: [String] = []
      var arguments: Values = []
      if !filter.states.isEmpty {
        let states = filter.states.map(\.rawValue).sorted()
        conditions.append("state IN (\(states.map { _ in "?" }.joined(separator: ", ")))")
        arguments += Values(states)
      }
      if let account = filter.account {
        conditions.append("account = ?")
        arguments += [account]
      }
      arguments += [filter.limit]
      let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
      return try db.rows(
        "SELECT \(CheckRecord.columns) FROM checks \(condition) ORDER BY id DESC LIMIT ?",
        arguments, CheckRecord.init(row:)
      ).reversed()
    }
  }

  /// How many checks are in each state.
  public func countsByState() async throws -> [CheckState: Int] {
    try await parts.store.read { db in
      var counts: [CheckState: Int] = [:]
      try db.forEach("SELECT state, count(*) FROM checks GROUP BY state") { row in
        if let state = CheckState(rawValue: row[0]) { counts[state] = row[1] }
      }
      return counts
    }
  }

  /// Everything that is known about a check.
  public func details(_ id: CheckID) async throws -> CheckDetails {
    let images = parts.images
    return try await parts.store.read { try CheckDetails.fetch($0, id: id, in: images) }
  }

  /// The changes of a check's state, oldest first.
  public func history(of id: CheckID) async throws -> [HistoryEntry] {
    try await parts.store.read { db in
      _ = try CheckRecord.fetch(db, id: id)
      return try Checks.history(db, id)
    }
  }

  /// The accounts, by number; one alone where its number is given.
  public func accounts(number: String? = nil) async throws -> [Account] {
    let now = parts.clock.nowMilliseconds
    return try await parts.store.read { db in
      try db.rows(
        """
        SELECT a.number, a.opened_by_check,
          (SELECT count(*) FROM checks c WHERE c.account = a.number
            AND c.state IN (\(CheckState.list(\.isCredited)))),
          (SELECT coalesce(sum(CASE side WHEN 'credit' THEN amount_cents ELSE -amount_cents END), 0)
            FROM ledger_postings p WHERE p.account = 'depositor:' || a.number),
          (SELECT coalesce(sum(amount_cents), 0) FROM holds h WHERE h.account = a.number
            AND h.ended_at_ms IS NULL AND h.available_at_ms > ?1)
        FROM accounts a WHERE ?2 IS NULL OR a.number = ?2 ORDER BY a.number
        """, [now, number]
      ) {
        Account(
          number: $0[0], openedByCheck: $0[1], deposits: $0[2], balance: Cents($0[3]),
          held: Cents($0[4]))
      }
    }
  }

  /// The entries of the ledger, oldest first; the latest ones where there are more than `limit`.
  public func ledgerEntries(check: CheckID? = nil, limit: Int = 1000) async throws -> [LedgerEntry]
  {
    try await parts.store.read { try Ledger.entries($0, check: check, limit: limit) }
  }

  /// The balance of each account of the ledger.
  public func ledgerBalances() async throws -> [LedgerBalance] {
    try await parts.store.read { try Ledger.balances($0) }
  }

  /// Proves that the ledger holds, or tells what is wrong with it.
  public func proveLedger() async throws -> LedgerProof {
    try await parts.store.read { try LedgerProof.make($0) }
  }
}

extension CheckDetails {
  static func fetch(_ db: Transaction, id: CheckID, in images: ImageStore) throws -> CheckDetails {
    let check = try CheckRecord.fetch(db, id: id)
    let reading = try Queue.result(db, id, .micr, MICRReading.self)
    return CheckDetails(
      check: check, reading: reading,
      fields: Readings.standing(check, reading.flatMap(Readings.init))?.fields,
      proposal: try Queue.result(db, id, .deposit, DepositAction.Response.self),
      image: try Queue.result(db, id, .image, ImageAction.Response.self),
      history: try Checks.history(db, id), front: images.reference(check.frontHash),
      back: check.backHash.map(images.reference),
      images: try CheckImage.all(db, check: id, in: images))
  }
}

extension Checks {
  static func history(_ db: Transaction, _ id: CheckID) throws -> [HistoryEntry] {
    try db.rows(
      """
      SELECT at_ms, from_state, to_state, actor, note, policy FROM history WHERE check_id = ?
      ORDER BY id
      """, [id]
    ) { row in
      let (from, to): (String?, String) = (row[1], row[2])
      return HistoryEntry(
        at: Date(milliseconds: row[0]), from: from.flatMap(CheckState.init(rawValue:)),
        to: try StoreError.decoded(CheckState(rawValue: to), "state", to), actor: row[3],
        note: row[4], policy: row[5])
    }
  }
}
