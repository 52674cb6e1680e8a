import CheckActions
import GRDB
import MICR

/// The values by which a check is compared with others, to find the same item on another image.
struct ItemKeys: Sendable, Hashable {
  /// The identity of the line that stands: as read, or as a person corrected it.
  var identity: String?
  /// The identity of the line as it was read, where a person changed characters that the reader
  /// stood by: a second image of a credited item must not become another item by a correction.
  var readIdentity: String?
  /// The routing number and account of the payor.
  var payor: String?
  /// The check's serial number.
  var serial: String?

  /// Whether the line tells which check it is, at least by its payor.
  var areKnown: Bool { identity != nil || payor != nil }
}

extension ItemKeys {
  /// The keys of a proposal.
  init(_ proposal: DepositAction.Response, readIdentity: String?) {
    self.init(
      identity: proposal.identity?.value, readIdentity: readIdentity, payor: proposal.payor,
      serial: proposal.serial)
  }

  /// The keys of a line that a person typed.
  init(typed line: String, reading: MICRReading?) {
    let fields = MICRFields(parsing: line)
    self.init(
      identity: ItemIdentity(fields)?.value,
      readIdentity: reading?.identity(contradictedBy: line)?.value,
      payor: fields.payor, serial: fields.serial)
  }

  /// The keys of a check as they are stored.
  static func fetch(_ db: Database, _ check: CheckID) throws -> ItemKeys {
    let row = try db.firstRow(
      "SELECT identity, read_identity, payor, serial FROM checks WHERE id = ?", [check])
    guard let row else { throw PipelineError.noSuchCheck(check) }
    return ItemKeys(identity: row[0], readIdentity: row[1], payor: row[2], serial: row[3])
  }

  /// The identity of the line as it was read, where the line that stands contradicts it.
  static func readIdentity(_ db: Database, _ check: CheckRecord) -> String? {
    guard check.lineIsCorrected, let line = check.line else { return nil }
    return reading(db, check.id)?.identity(contradictedBy: line)?.value
  }

  /// The reading of a check; `nil` where there is none that can be decoded.
  static func reading(_ db: Database, _ check: CheckID) -> MICRReading? {
    try? Queue.result(db, check, .micr, MICRReading.self)
  }

  /// Stores the keys of a check.
  func write(_ db: Database, check: CheckID) throws {
    try db.run(
      "UPDATE checks SET identity = ?, read_identity = ?, payor = ?, serial = ? WHERE id = ?",
      [identity, readIdentity, payor, serial, check])
  }
}

extension MICRReading {
  /// Returns the identity of the item as it was read, where a typed line contradicts the reader:
  /// it names another item by more than the characters that the reader doubts.
  func identity(contradictedBy line: String) -> ItemIdentity? {
    guard let read = fields.flatMap(ItemIdentity.init), !characters.isEmpty,
      ItemIdentity(MICRFields(parsing: line)) != read
    else { return nil }
    let typed = line.filter { $0 != " " }.map(String.init)
    guard typed.count == characters.count else { return read }
    let isOnlyDoubt = zip(typed, characters).allSatisfy { typed, read in
      typed == read.character || !ReadCharacter.isSure(read.confidence)
    }
    return isOnlyDoubt ? nil : read
  }
}
