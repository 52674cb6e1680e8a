import Foundation

extension Judge {
  /// Every image that a row names is there, with the hash that is its name and a row that says so;
  /// and each check that was read has all its pictures.
  func images(_ db: JudgedStore.Snapshot) throws -> [String] {
    let named = try namedImages(db)
    let hashes = try hashesOfFiles()
    var violations = named.filter { hashes[$0] != $0 }.map {
      "the image \($0) is \(hashes[$0].map { "another: \($0)" } ?? "not there")"
    }
    let stored = try db.strings("SELECT hash FROM images WHERE state = 'stored'")
    violations += named.subtracting(stored).map { "no row says that the image \($0) is stored" }
    violations += try each(
      db,
      """
      SELECT c.id, count(i.kind) FROM checks c LEFT JOIN check_images i ON i.check_id = c.id
      WHERE c.state <> 'rejected' GROUP BY c.id
      HAVING count(i.kind) <> 3 * count(DISTINCT i.side) OR count(i.kind) = 0
      """
    ) { "check \($0[0] as Int) has \($0[1] as Int) pictures for archive and bank" }
    return violations
  }

  /// What is wrong with the images alone.
  func imageViolations() throws -> [String] { try store.read { try images($0) } }

  /// The images that a row of a check or of a letter's item names, but for the checks whose pictures were removed.
  func namedImages(_ db: JudgedStore.Snapshot) throws -> Set<String> {
    try db.strings(
      """
      WITH kept AS (
        SELECT id, front_hash, back_hash FROM checks WHERE images_removed_at_ms IS NULL)
      SELECT front_hash FROM kept
      UNION SELECT back_hash FROM kept WHERE back_hash IS NOT NULL
      UNION SELECT i.hash FROM check_images i JOIN kept ON kept.id = i.check_id
      UNION SELECT json_extract(l.entry, '$.rear') FROM letter_items l
        JOIN kept ON kept.id = l.check_id
      UNION SELECT json_extract(l.entry, '$.front') FROM letter_items l
        JOIN kept ON kept.id = l.check_id
      """)
  }

  /// The hash of each file of the image store, by its name.
  func hashesOfFiles() throws -> [String: String] {
    let folder = "\(place.data)/images"
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.count == 67 }
    guard !names.isEmpty else { return [:] }
    let sums = "\(place.folder)/sums"
    var child = Child(
      program: "/usr/bin/sha256sum", arguments: names.map { "\(folder)/\($0)" }, environment: [:])
    child.output = sums
    guard try child.run() == .exited(0) else { throw SceneError("sha256sum failed") }
    let lines = try String(contentsOfFile: sums, encoding: .utf8).split(separator: "\n")
    return Dictionary(
      lines.compactMap { line in
        let parts = line.split(separator: " ")
        return parts.last.flatMap { path in
          path.split(separator: "/").last.map { (String($0), String(parts[0])) }
        }
      }, uniquingKeysWith: { first, _ in first })
  }
}
