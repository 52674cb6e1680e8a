import CheckActions
import CheckStore
import MICR

/// The values by which a check is compared with others, to find the same item on another image.
///
/// Those of the line that stands, and those that were kept when a person changed it: a second image
/// of a credited item must not become another item by a correction.
struct ItemKeys: Sendable, Hashable {
  /// One value, and how much it says.
  struct Key: Sendable, Hashable {
    enum Kind: String, Sendable {
      /// Routing number, on-us and auxiliary on-us fields as printed.
      case line
      /// Routing number, account and serial number, wherever they are printed.
      case item
      /// Routing number, account and stated amount: the same item, perhaps.
      case payor
    }

    var kind: Kind
    var value: String

    /// The payor of a key that is not of the whole line.
    var payor: String { value.split(separator: "/").dropLast().joined(separator: "/") }
  }

  /// The identity of the line that stands.
  var identity: String?
  /// The routing number and account of the payor.
  var payor: String?
  /// The check's serial number, where the reader is sure of it.
  var serial: String?
  /// The keys of the line that stands.
  var keys: Set<Key> = []
  /// The keys of lines and amounts that stood before.
  var kept: Set<Key> = []

  /// `true` if the line contains at least its payor.
  var areKnown: Bool { identity != nil || payor != nil }

  /// Compares payors that were kept by the amount that stands as well.
  mutating func keepPayors(at amount: Cents) {
    for key in kept where key.kind == .payor {
      kept.insert(Key(kind: .payor, value: "\(key.payor)/\(amount.value)"))
    }
  }

  /// Keeps what stands, and leaves nothing standing until the next decision.
  mutating func keep() {
    kept.formUnion(keys)
    keys = []
  }
}

extension ItemKeys {
  /// Makes the keys of a line.
  ///
  /// - Parameters:
  ///   - identity: The identity of the line.
  ///   - payor: Routing number and account, joined by `/`.
  ///   - serial: The serial number.
  ///   - isSure: Whether the reader read the line and stands by it: a serial number in doubt, or one
  ///     that a person typed, tells no two checks apart.
  ///   - amount: The stated amount.
  init(identity: String?, payor: String?, serial: String?, isSure: Bool, amount: Cents) {
    self.init(identity: identity, payor: payor, serial: isSure ? serial : nil)
    if let identity { keys.insert(Key(kind: .line, value: identity)) }
    guard let payor = payor.flatMap(Self.normalized) else { return }
    keys.insert(Key(kind: .payor, value: "\(payor)/\(amount.value)"))
    guard let serial = serial.flatMap(Self.digits) else { return }
    keys.insert(Key(kind: .item, value: "\(payor)/\(serial)"))
  }

  /// The keys of a line that a person typed.
  ///
  /// - Parameter serial: The serial number that the reader is sure of; `nil` for none.
  init(typed line: String, besides serial: String?, amount: Cents) {
    let fields = MICRFields(parsing: line)
    self.init(
      identity: ItemIdentity(fields)?.value, payor: fields.payor, serial: fields.serial,
      isSure: fields.serial == serial, amount: amount)
  }

  /// Banks print the same account with dashes and leading zeros, and without.
  private static func normalized(_ payor: String) -> String? {
    let parts = payor.split(separator: "/", maxSplits: 1)
    guard parts.count == 2, let account = digits(String(parts[1])) else { return nil }
    return "\(parts[0])/\(account)"
  }

  private static func digits(_ text: String) -> String? {
    let digits = text.filter(\.isNumber).drop { $0 == "0" }
    return digits.isEmpty ? nil : String(digits)
  }
}

extension ItemKeys {
  /// The keys of a check as they are stored.
  static func fetch(_ db: Transaction, _ check: CheckID) throws -> ItemKeys {
    let stored = try db.first(
      "SELECT identity, payor, serial FROM checks WHERE id = ?", [check]
    ) { ItemKeys(identity: $0[0], payor: $0[1], serial: $0[2]) }
    guard var item = stored else { throw PipelineError.noSuchCheck(check) }
    item.keys = try keys(db, check, areKept: false)
    item.kept = try keys(db, check, areKept: true)
    return item
  }

  private static func keys(_ db: Transaction, _ check: CheckID, areKept: Bool) throws -> Set<Key> {
    Set(
      try db.rows(
        "SELECT kind, key FROM item_keys WHERE check_id = ? AND is_kept = ?", [check, areKept]
      ) { row in
        let kind: String = row[0]
        return Key(
          kind: try StoreError.decoded(Key.Kind(rawValue: kind), "kind", kind), value: row[1])
      })
  }

  /// The keys of a proposal, with those that were kept before.
  static func make(
    _ db: Transaction, _ check: CheckRecord, _ proposal: DepositAction.Response
  ) throws -> ItemKeys {
    // A serial number that a person typed is as sure as the reader's where that is the same.
    let isSure =
      check.lineIsCorrected
      ? sureReading(db, check.id)?.fields?.serial == proposal.serial
      : !proposal.findings.contains { $0.reason == .unsureCharacters }
    var item = ItemKeys(
      identity: proposal.identity?.value, payor: proposal.payor, serial: proposal.serial,
      isSure: isSure, amount: check.statement.amount)
    item.kept = try keys(db, check.id, areKept: true)
    item.keepPayors(at: check.statement.amount)
    return item
  }

  /// The reading of a check, where the reader is sure of it.
  private static func sureReading(_ db: Transaction, _ check: CheckID) -> MICRReading? {
    let reading = try? Queue.result(db, check, .micr, MICRReading.self)
    return reading?.status == .sure ? reading : nil
  }

  /// Stores the keys of a check.
  ///
  /// - Throws: ``PipelineError/wrongState(_:_:wanted:)`` when it is no longer where its record says.
  func write(_ db: Transaction, _ check: CheckRecord) throws {
    let changed = try db.run(
      "UPDATE checks SET identity = ?, payor = ?, serial = ? WHERE id = ? AND state = ?",
      [identity, payor, serial, check.id, check.state.rawValue])
    try Checks.requireChanged(db, changed, check.id, from: check.state)
    try db.run("DELETE FROM item_keys WHERE check_id = ?", [check.id])
    for key in keys.union(kept) {
      try db.run(
        "INSERT INTO item_keys (kind, key, check_id, is_kept) VALUES (?, ?, ?, ?)",
        [key.kind.rawValue, key.value, check.id, kept.contains(key)])
    }
  }

  /// Keeps the keys where a person changes the line that the reader stood by, or one that has to be
  /// named: whether by line or amount, the check is still compared with that other one.
  ///
  /// - Parameters:
  ///   - line: The line that the person typed; `nil` where it stays.
  ///   - twins: The checks that would have to be named as it stands.
  func corrected(
    _ db: Transaction, _ check: CheckID, line: String?, twins: [CheckID]
  ) throws -> ItemKeys {
    var item = self
    if try !twins.isEmpty || line.map({ try Self.readerStandsAgainst(db, check, $0) }) == true {
      item.keep()
    } else if line != nil {
      // What was misread must not pass for this check until it is decided anew.
      item.keys = []
    }
    if line != nil { (item.identity, item.payor, item.serial) = (nil, nil, nil) }
    return item
  }

  /// `true` if a typed line changes more than what the reader doubts.
  private static func readerStandsAgainst(
    _ db: Transaction, _ check: CheckID, _ line: String
  ) throws -> Bool {
    do {
      return try Queue.result(db, check, .micr, MICRReading.self)?.isContradicted(by: line) ?? false
    } catch is DecodingError {
      // What cannot be read must not pass for a doubt.
      return true
    }
  }
}

extension MICRReading {
  /// `true` if a typed line changes characters that the reader stands by, or their number.
  func isContradicted(by line: String) -> Bool {
    guard !characters.isEmpty else { return false }
    let typed = line.filter { $0 != " " }.map(String.init)
    guard typed.count == characters.count else { return true }
    if zip(typed, characters).allSatisfy({ $0 == $1.character }), let fields {
      // Spaces alone can tell a serial number from an account.
      let other = MICRFields(parsing: line)
      return other.payor != fields.payor || other.serial != fields.serial
    }
    return !zip(typed, characters).allSatisfy { typed, read in
      typed == read.character || !ReadCharacter.isSure(read.confidence)
    }
  }
}
