import CheckActions
import CheckStore
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct ImageRowsMigrationTests {
  private static func hash(_ name: String) -> ImageHash { ImageHash(of: Array(name.utf8)) }

  /// A store as version 9 left it: a check with images and a letter, one whose images were removed,
  /// and images that were about to be.
  private func makeOldStore(_ bench: Bench) throws {
    try bench.folder.create()
    let old = StoreFile(bench.folder.store)
    try old.migrate(.checks, upTo: "9")
    try old.write { db in
      for (id, front, removed) in [(1, "front", nil), (2, "gone", 5)] as [(Int, String, Int?)] {
        try db.run(
          """
          INSERT INTO checks (state, account, amount_cents, front_name, front_hash, back_hash,
            idempotency_key, content_key, received_at_ms, received_day, changed_at_ms,
            images_removed_at_ms)
          VALUES ('cancelled', '55', 1999, 'f', ?, ?, ?, 'c', 0, 0, 0, ?)
          """,
          [
            Self.hash(front).description, id == 1 ? Self.hash("back").description : nil, "k\(id)",
            removed,
          ])
      }
      for (id, name) in [(1, "made"), (2, "made of the gone")] {
        try db.run(
          "INSERT INTO check_images VALUES (?, 'front', 'bitonal', ?, 7, 1, 1, 200)",
          [id, Self.hash(name).description])
      }
      let entry = try JSON.encode([
        "front": Self.hash("letter front").description,
        "rear": Self.hash("letter rear").description,
      ])
      try db.script(
        """
        INSERT INTO letters (state, profile, business_date, creation_date, creation_time, modifier,
          file, items, amount_cents, credit_sequence, changed_at_ms)
        VALUES ('dropped', '', '', '', '', 'A', 'f', 1, 1999, 1, 0);
        INSERT INTO letter_items VALUES (2, 1, 1, 1, 0, '\(entry)');
        """)
      for name in ["back", "gone"] {
        try db.run(
          "INSERT INTO images_to_remove (hash) VALUES (?)", [Self.hash(name).description])
      }
    }
  }

  @Test func theRowsSayWhatChecksNameAndWhatWasToGo() async throws {
    let bench = try Bench()
    try makeOldStore(bench)
    let pipeline = try await bench.open()
    for name in ["front", "back", "made", "letter front", "letter rear"] {
      #expect(try await pipeline.row(Self.hash(name)) == "stored 0", "\(name)")
    }
    #expect(try await pipeline.row(Self.hash("gone")) == "removing 0")
    #expect(try await pipeline.row(Self.hash("made of the gone")) == nil)
    let bytes: Int? = try await pipeline.value(
      "SELECT bytes FROM images WHERE hash = ?", [Self.hash("made").description])
    #expect(bytes == 7)
    let unknown: Int? = try await pipeline.value("SELECT count(*) FROM images WHERE bytes IS NULL")
    #expect(unknown == 5)
    let check: String? = try await pipeline.value("PRAGMA integrity_check")
    #expect(check == "ok")
  }

  /// The purge of an earlier version was killed before it removed the file.
  @Test func whatWasToGoGoes() async throws {
    let bench = try Bench()
    try makeOldStore(bench)
    let pipeline = try await bench.open()
    let file = pipeline.parts.images.path(Self.hash("gone"))
    try FileManager.default.createDirectory(
      atPath: LocalFile.folder(of: file), withIntermediateDirectories: true)
    try Data("gone".utf8).write(to: URL(fileURLWithPath: file))
    #expect(try await pipeline.purge(changedBefore: .distantPast, by: "ada").files == 1)
    #expect(!fileExists(file))
    #expect(try await pipeline.row(Self.hash("gone")) == "removed 0")
  }
}
