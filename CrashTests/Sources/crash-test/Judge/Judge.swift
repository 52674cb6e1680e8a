import Foundation

/// Looks at what a run has left, by no code of the pipeline.
struct Judge {
  let place: Place
  let store: JudgedStore

  /// Opens a run's store for reading.
  init(_ place: Place) throws {
    self.place = place
    store = try place.openStore(readonly: true)
  }

  /// Whether no message is left.
  func queueIsEmpty() throws -> Bool {
    try store.read { try $0.int("SELECT count(*) FROM messages") } == 0
  }

  /// Whether a worker has signed on, and not off.
  func hasOwner() throws -> Bool {
    try store.read { try $0.int("SELECT count(*) FROM owners") } ?? 0 > 0
  }

  /// Whether nothing is left that would go on by itself.
  func onlyFailedIsLeft() throws -> Bool {
    try store.read { try $0.int("SELECT count(*) FROM messages WHERE status <> 'failed'") } == 0
  }

  /// What is wrong with that which is there, whether or not every file was submitted yet.
  func violationsSoFar() throws -> [String] {
    try store.read { db in
      try whole(db) + acknowledged(db) + history(db) + ledger(db) + images(db)
    }
  }

  /// Everything that is wrong, a sentence each.
  func violations() throws -> [String] {
    try store.read { db in
      try whole(db) + checks(db) + acknowledged(db) + history(db) + ledger(db) + mails(db)
        + images(db)
    } + leftOvers()
  }

  /// Gives a sentence for each row that a query finds.
  func each(
    _ db: JudgedStore.Snapshot, _ query: String, _ sentence: (JudgedStore.Row) -> String
  ) throws -> [String] {
    try db.rows(query, sentence)
  }

  /// The file of the store is whole, and no message is left.
  func whole(_ db: JudgedStore.Snapshot) throws -> [String] {
    try each(db, "PRAGMA integrity_check") { $0[0] }.filter { $0 != "ok" }
      + each(db, "PRAGMA foreign_key_check") { "a row of \($0[0] as String) refers to nothing" }
      + each(db, "SELECT check_id, action, status, last_error FROM messages") {
        "check \($0[0] as Int) has a message for \($0[1] as String), \($0[2] as String), "
          + "\($0[3] as String? ?? "no error")"
      }
  }

  /// What owners that are gone left, in the store and on the disk.
  func leftOvers() throws -> [String] {
    try store.read { db in
      try each(db, "SELECT id FROM owners") { "the owner \($0[0] as String) is still listed" }
    }
      + ["images/tmp", "containers", "mail/tmp", "letters/tmp", "owners"].flatMap { folder in
        let names = try? FileManager.default.contentsOfDirectory(atPath: "\(place.data)/\(folder)")
        return (names ?? []).map { "\(folder)/\($0) is left over" }
      }
      + ((try? FileManager.default.contentsOfDirectory(atPath: "\(place.data)/reference")) ?? [])
      .filter { !$0.hasPrefix("routing-") }.map { "reference/\($0) is left over" }
  }
}
