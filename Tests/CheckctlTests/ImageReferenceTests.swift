import Foundation
import Testing

/// How images are named where they are stored, and where they are shown.
@Suite struct ImageReferenceTests {
  private static let deposit = [
    "deposit", Program.samples + "/personal.png", "--account", "4400112233", "--amount", "19.99",
  ]

  @Test func theStoreHasNoPathOfTheDataFolder() throws {
    try Program.withData { program throws in
      #expect(try program.run("ingest", Program.samples).code == 3)
      let files = FileManager.default
      for name in try files.contentsOfDirectory(atPath: program.data)
      where name.hasPrefix("store.sqlite") {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(program.data)/\(name)"))
        #expect(bytes.range(of: Data(program.data.utf8)) == nil, "\(name)")
      }
    }
  }

  @Test func showNamesTheHashAndTheFileOfEachImage() throws {
    try Program.withData { program throws in
      #expect(try program.run(Self.deposit).code == 0)
      let shown = try #require(try program.run("show", "1", "--format", "json").objects.first)
      let front = try #require(shown["front"] as? String)
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: front))
          == Data(contentsOf: URL(fileURLWithPath: Program.samples + "/personal.png")))
      #expect(shown["back"] == nil)
      let images = try #require(shown["images"] as? [[String: Any]])
      #expect(images.count == 3)
      for image in images {
        let (hash, file) = (
          try #require(image["hash"] as? String), try #require(image["file"] as? String)
        )
        #expect(file.hasPrefix("\(program.data)/") && file.hasSuffix("/\(hash)"))
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
        #expect(size == image["bytes"] as? Int)
        #expect(
          Set(image.keys).subtracting(["dpi"])
            == ["bytes", "file", "hash", "height", "kind", "side", "width"])
      }
    }
  }

  @Test func aDamagedFrontIsNotDrawn() throws {
    try Program.withData { program throws in
      #expect(try program.run(Self.deposit).code == 0)
      let shown = try #require(try program.run("show", "1", "--format", "json").objects.first)
      let front = try #require(shown["front"] as? String)
      try Data(contentsOf: URL(fileURLWithPath: Program.samples + "/business.png"))
        .write(to: URL(fileURLWithPath: front))
      let drawing = "\(program.data)/drawing.png"
      let outcome = try program.run("show", "1", "--overlay", drawing)
      #expect(outcome.code == 1)
      for part in [front, "damaged", "restore it from a backup"] {
        #expect(outcome.error.contains(part), "\(outcome.error)")
      }
      #expect(!FileManager.default.fileExists(atPath: drawing))
    }
  }

  private static let review = [
    "deposit", Program.samples + "/wrong-check-digit.png", "--account", "1", "--amount", "42.00",
  ]

  /// Has the program take check 1, which is in review, through its actions again.
  private func takeBack(
    _ program: Program, to action: String, stage: Int, state: String, attempts: Int = 0,
    _ more: String = ""
  ) throws {
    try SecondProgram.change(
      program,
      """
      DELETE FROM results WHERE action IN ('micr', 'deposit');
      DELETE FROM item_keys;
      UPDATE checks SET state = '\(state)', line = NULL, findings = '[]';
      INSERT INTO messages (check_id, action, stage, status, attempts, enqueued_at_ms)
        VALUES (1, '\(action)', \(stage), 'ready', \(attempts), 1);
      \(more)
      """)
  }

  /// Earlier versions stored the path of the normalised picture.
  @Test(.enabled(if: SecondProgram.isThere, "python3 with sqlite3 is needed"))
  func aStoreOfAnEarlierVersionGoesOn() throws {
    try Program.withData { program throws in
      #expect(try program.run(Self.review).code == 3)
      let before = try comparable(program, 1, history: false)
      try takeBack(
        program, to: "micr", stage: 2, state: "imaged",
        """
        UPDATE results SET response = json_set(response, '$.picture.file', '/gone/picture.gray')
          WHERE action = 'image';
        """)
      let shown = try program.run("show", "1", "--format", "json").objects.first
      #expect((shown?["check"] as? [String: Any])?["state"] as? String == "imaged")
      #expect(try program.run(Self.review).code == 3)
      #expect(try comparable(program, 1, history: false) == before)
    }
  }

  @Test(
    .enabled(if: SecondProgram.isThere, "python3 with sqlite3 is needed"),
    arguments: ["inline", "process"])
  func aCheckWhoseImageIsDamagedFails(isolation: String) throws {
    try Program.withData { program throws in
      #expect(try program.run(Self.review).code == 3)
      let shown = try #require(try program.run("show", "1", "--format", "json").objects.first)
      let front = try #require(shown["front"] as? String)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: front))
      // Another check, which could be read.
      try Data(contentsOf: URL(fileURLWithPath: Program.samples + "/business.png"))
        .write(to: URL(fileURLWithPath: front))
      // The next attempt is the last one.
      try takeBack(program, to: "image", stage: 1, state: "received", attempts: 5)
      let place = Program.isSanitized ? "inline" : isolation
      let other = Self.deposit + ["--slots", "1", "--isolation", place]
      #expect(try program.run(other).code == 0)
      let failed = try #require(
        try program.run("queue", "failed", "--format", "json").objects.first)
      #expect(failed["check"] as? Int == 1)
      let error = try #require(failed["error"] as? String)
      for part in [front, "is damaged", "restore it from a backup, and redrive"] {
        #expect(error.contains(part), "\(error)")
      }
      try bytes.write(to: URL(fileURLWithPath: front))
      #expect(try program.run("queue", "redrive", "1").code == 3)
      let check = try program.run("show", "1", "--format", "json").objects.first?["check"]
      #expect((check as? [String: Any])?["state"] as? String == "review")
    }
  }

  @Test(.disabled(if: Program.isSanitized, "a sanitizer needs more address space than the bound"))
  func processesAndInlineActionsComeToTheSame() throws {
    let endings = try ["inline", "process"].map { isolation in
      try Program.withData { program throws in
        let run = try program.run(
          "ingest", Program.samples, "--slots", "1", "--isolation", isolation)
        #expect(run.code == 3, "\(run.error)")
        return try (1...12).map { try comparable(program, $0) }
      }
    }
    for (inline, process) in zip(endings[0], endings[1]) { #expect(inline == process) }
  }

  /// What a check came to, without times and the name of its data folder.
  private func comparable(
    _ program: Program, _ number: Int, history: Bool = true
  ) throws -> String {
    let outcome = try program.run("show", "\(number)", "--format", "json", "--unmasked")
    var shown = try #require(outcome.objects.first, "\(outcome.error)")
    var check = try #require(shown["check"] as? [String: Any])
    for time in ["receivedAt", "changedAt"] { check[time] = nil }
    shown["check"] = check
    let entries = try #require(shown["history"] as? [[String: Any]])
    shown["history"] = history ? entries.map { $0.filter { $0.key != "at" } } : nil
    let json = try JSONSerialization.data(
      withJSONObject: shown, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: json, as: UTF8.self)
      .replacingOccurrences(of: program.data, with: "DATA")
  }
}
