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

  @Test(.disabled(if: Program.isSanitized, "a sanitizer needs more address space than the bound"))
  func processesAndInlineActionsComeToTheSame() throws {
    let endings = try ["inline", "process"].map { isolation in
      try Program.withData { program throws in
        let run = try program.run(
          "ingest", Program.samples, "--slots", "1", "--isolation", isolation)
        #expect(run.code == 3, "\(run.error)")
        return try (1...12).map { number in
          let shown = try program.run("show", "\(number)", "--format", "json", "--unmasked")
          return try comparable(shown, in: program.data)
        }
      }
    }
    for (inline, process) in zip(endings[0], endings[1]) { #expect(inline == process) }
  }

  /// What a check came to, without times and the name of its data folder.
  private func comparable(_ outcome: Program.Outcome, in folder: String) throws -> String {
    var shown = try #require(outcome.objects.first, "\(outcome.error)")
    var check = try #require(shown["check"] as? [String: Any])
    for time in ["receivedAt", "changedAt"] { check[time] = nil }
    shown["check"] = check
    let history = try #require(shown["history"] as? [[String: Any]])
    shown["history"] = history.map { entry in entry.filter { $0.key != "at" } }
    let json = try JSONSerialization.data(
      withJSONObject: shown, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: json, as: UTF8.self).replacingOccurrences(of: folder, with: "DATA")
  }
}
