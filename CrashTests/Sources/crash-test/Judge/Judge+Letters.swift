import Foundation

extension Judge {
  /// A letter as its row has it.
  struct LetterRow {
    var id: Int
    var file: String
    var checksum: String?
  }

  func letters() throws -> [LetterRow] {
    try store.read { db in
      try db.rows("SELECT id, file, checksum FROM letters ORDER BY id") {
        LetterRow(id: $0[0], file: $0[1], checksum: $0[2])
      }
    }
  }

  /// Everything that is wrong after letters were made, or returns of all their items were taken.
  func letterViolations(returned: Bool) throws -> [String] {
    var violations = try store.read { db in
      try whole(db) + history(db) + ledger(db) + images(db)
        + each(
          db,
          """
          SELECT c.id, c.presentment, count(i.sequence) FROM checks c LEFT JOIN letter_items i
            ON i.check_id = c.id AND i.is_live = 1 AND i.presentment = 1
          WHERE c.state NOT IN ('rejected', 'review') GROUP BY c.id HAVING count(i.sequence) <> 1
          """
        ) { "check \($0[0] as Int) is in \($0[2] as Int) letters" }
        + each(
          db,
          """
          SELECT l.id, l.items, count(i.sequence) FROM letters l
          LEFT JOIN letter_items i ON i.letter_id = l.id GROUP BY l.id
          HAVING count(i.sequence) <> l.items OR l.state NOT IN ('created', 'sent')
          """
        ) { "letter \($0[0] as Int) says \($0[1] as Int) items, has \($0[2] as Int), or no file" }
        + (returned ? returns(db) : lettered(db))
    }
    for letter in try letters() {
      let sum = try checksum("\(place.data)/letters/\(letter.file)")
      guard sum == nil || sum != letter.checksum else { continue }
      violations.append("the file \(letter.file) is not what its letter says")
    }
    return try violations + leftOvers()
  }

  /// Each check that was deposited is in its letter now.
  private func lettered(_ db: JudgedStore.Snapshot) throws -> [String] {
    try each(
      db, "SELECT id, state FROM checks WHERE state NOT IN ('rejected', 'review', 'lettered')"
    ) { "check \($0[0] as Int) is \($0[1] as String), and not lettered" }
  }

  /// Each item came back once; for want of funds it is deposited once more.
  private func returns(_ db: JudgedStore.Snapshot) throws -> [String] {
    try each(
      db,
      """
      SELECT i.sequence, count(r.id), c.state, c.presentment FROM letter_items i
      JOIN checks c ON c.id = i.check_id
      LEFT JOIN returns r ON r.sequence = i.sequence
      GROUP BY i.sequence
      HAVING count(r.id) <> 1
        OR c.state <> iif(r.reason IN ('A', 'B'), 'deposited', 'returned')
        OR c.presentment <> iif(r.reason IN ('A', 'B'), 2, 1)
      """
    ) {
      "item \($0[0] as Int) has \($0[1] as Int) returns, and its check is \($0[2] as String), "
        + "presentment \($0[3] as Int)"
    }
  }

  /// The SHA-256 of a file; `nil` where it is not there.
  func checksum(_ file: String) throws -> String? {
    let sums = "\(place.folder)/sum"
    var child = Child(program: "/usr/bin/sha256sum", arguments: [file], environment: [:])
    child.output = sums
    guard try child.run() == .exited(0) else { return nil }
    return try String(contentsOfFile: sums, encoding: .utf8).split(separator: " ").first
      .map(String.init)
  }
}
