import Foundation
import Testing

/// Poor pictures and old ones, as an operator sees them.
@Suite struct QualityTests {
  /// Draws a check, as sharp as its file, or out of focus by so many pixels.
  private func draw(_ program: Program, blur: Double = 0) throws -> String {
    let folder = program.data + "-checks-\(blur)"
    _ = try program.run(
      "sample", "render", "--count", "1", "--seed", "5", "--blur", "\(blur)", "--out", folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return "\(folder)/\(try #require(names.first { $0.hasSuffix(".png") }))"
  }

  @Test func poorPicturesAreMeasuredAndJudged() throws {
    try Program.withData { program throws in
      let (good, poor) = (try draw(program), try draw(program, blur: 3))
      let fine = try program.run("quality", good, "--format", "json")
      #expect(fine.code == 0)
      let bad = try program.run("quality", good, poor, "--format", "json")
      #expect(bad.code == 3)
      let defects = try #require(bad.objects.last?["defects"] as? [[String: Any]])
      #expect(defects.map { $0["measure"] as? String } == ["focus"])
      #expect(defects.map { $0["reason"] as? String } == ["poor-image"])
      #expect(try program.run("quality", Program.samples + "/blank.png").code == 4)
      #expect(try program.run("quality", Program.samples + "/huge.png").code == 1)
      let table = try program.run("quality", good, poor).out
      #expect(table.contains("\(poor): Front: it is out of focus, focus 0."))

      let deposit = try program.run("deposit", poor, "--account", "1", "--amount", "5.00")
      #expect(deposit.code == 3)
      #expect(deposit.out.contains("poor-image: Front: it is out of focus"))
      let shown = try program.run("show", "1")
      #expect(shown.out.contains("Quality\n"))
      #expect(shown.out.contains("below 0.110"))
      let object = try program.run("show", "1", "--format", "json").objects.first
      #expect((object?["quality"] as? [String: Any])?["focus"] is Double)
      #expect((object?["qualityLimits"] as? [String: Any])?["focus"] is [String: Any])

      // Another limit, another verdict; the version of the policy says which.
      let policy = try program.run("policy", "show").out
        .replacingOccurrences(of: "\"rejectBelow\" : 0.03", with: "\"rejectBelow\" : 0.1")
      try policy.write(toFile: program.data + "/policy.json", atomically: true, encoding: .utf8)
      let poorer = try draw(program, blur: 5)
      let refused = try program.run("deposit", poorer, "--account", "1", "--amount", "6.00")
      #expect(refused.code == 4)
      #expect(refused.out.contains("unusable-image: Front: it is out of focus"))
    }
  }

  @Test func picturesOfFinalChecksAreRemoved() throws {
    try Program.withData { program throws in
      let picture = try draw(program)
      _ = try program.run("deposit", picture, "--account", "1", "--amount", "5.00")
      _ = try program.run(
        "deposit", Program.samples + "/blank.png", "--account", "1", "--amount", "6.00")
      #expect(try program.run("purge").out == "0 checks lost their pictures: 0 files, 0 bytes.\n")
      let dry = try program.run("purge", "--older-than", "0s", "--dry-run")
      #expect(dry.out == "1 checks would lose their pictures; nothing was removed.\n")
      #expect(dry.error.contains("--despite-retention"))
      let refused = try program.run("purge", "--older-than", "2554d")
      #expect(refused.code == 1)
      #expect(refused.error.contains("2555 days"))
      #expect(refused.error.contains("--despite-retention"))
      #expect(try program.run("purge", "--older-than", "2026-01-01").code == 1)
      #expect(try program.run("purge", "--older-than", "2555d").code == 0)
      #expect(try !program.run("history", "2").out.contains("pictures removed"))
      let purged = try program.run(
        "purge", "--older-than", "0s", "--despite-retention", "--as", "ada", "--format", "json")
      #expect(purged.objects.first?["checks"] as? Int == 1)
      #expect(purged.objects.first?["files"] as? Int == 1)
      let shown = try program.run("show", "2")
      #expect(shown.out.contains("  removed   "))
      #expect(!shown.out.contains("/images/"))
      let history = try program.run("history", "2").out
      #expect(history.contains("ada"))
      #expect(history.contains("pictures removed despite the policy's retention of 2555 days"))
      #expect(try program.run("show", "1").out.contains("/images/"))
      #expect(try program.run("policy", "check", "/none.json").code == 1)
    }
  }

  @Test func theSchemaIsJSON() throws {
    try Program.withData { program throws in
      let schema = try program.run("policy", "schema").out
      let object = try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any]
      #expect(object?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    }
  }
}
