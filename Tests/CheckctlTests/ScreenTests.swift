import Foundation
import ImageCodecs
import Testing

@testable import checkctl

/// The program on a terminal.
@Suite struct ScreenTests {
  private static let escape = "\u{1B}["

  private func width(_ line: Substring) throws -> Int {
    String(line).replacing(try Regex("\u{1B}\\[[0-9;]*m"), with: "").displayWidth
  }

  @Test func tablesFitAndStatesAreColouredOnATerminalOnly() throws {
    try Program.withData { program throws in
      #expect(try program.run("ingest", Program.samples).code == 3)
      let piped = try program.run("list").out
      #expect(!piped.contains(Self.escape))
      #expect(!piped.contains("…"))
      #expect(try program.run("list", "--unmasked").out.contains("unsure-characters, incomplete-"))
      for columns in [80, 200] as [UInt16] {
        let shown = try program.show(columns: columns, "list")
        #expect(shown.contains("\(Self.escape)32mdeposited"))
        #expect(shown.contains("\(Self.escape)33mreview"))
        #expect(shown.contains("\(Self.escape)31mrejected"))
        for line in shown.split(separator: "\n") { #expect(try width(line) <= columns) }
        #expect(shown.contains("…") == (columns == 80))
        #expect(shown.split(separator: "\n").count == piped.split(separator: "\n").count)
      }
      // Too narrow to fit, and still no number is cut.
      #expect(try program.show(columns: 40, "list").contains("4,899.55"))
      for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
        let shown = try program.show(columns: 80, environment: environment, "list")
        #expect(!shown.contains(Self.escape))
        #expect(shown.contains("…"))
      }
      let json = try program.show(columns: 40, "list", "--format", "json")
      #expect(json == (try program.run("list", "--format", "json").out))
      let page = try program.show(columns: 80, "show", "12")
      #expect(page.contains("\(Self.escape)33mreview"))
      #expect(
        try width(page.split(separator: "\n").first { $0.contains("Compare the") } ?? "") <= 80)
    }
  }

  @Test func progressIsOneLineOnATerminalAndNoneForShortWorkInALog() throws {
    try Program.withData { program throws in
      let shown = try program.show(columns: 60, isError: true, "ingest", Program.samples)
      #expect(shown.contains("\r\u{1B}[K"))
      #expect(!shown.contains("\n"))
      for frame in shown.split(separator: "\r") {
        #expect(try width(frame.dropFirst(frame.hasPrefix("\u{1B}[K") ? 3 : 0)) < 60, "\(frame)")
      }
      #expect(try program.run("ingest", Program.samples).error.isEmpty)
    }
  }

  @Test func aCheckIsShownAsAPage() throws {
    try Program.withData { program throws in
      // One at a time, so that of the twins the first is the one that counts.
      #expect(try program.run("ingest", Program.samples, "--slots", "1").code == 3)
      let review = try program.run("show", "10").out
      for part in [
        "Check 10: review", "Line\n", "routing ", "confidence ", "Why\n",
        "The routing number on the check is not a valid one.", "States\n", "AFTER", "Pictures\n",
        "bitonal", "quarter",
        "/images/", "Next\n  checkctl review approve|reject|correct 10",
      ] {
        #expect(review.contains(part), "\(part)")
      }
      let done = try program.run("show", "1").out
      #expect(!done.contains("Next"))
      #expect(!done.contains("Why\n"))
      let object = try #require(try program.run("show", "1", "--format", "json").objects.first)
      let confidences = try #require(object["fieldConfidences"] as? [String: Double])
      #expect(Set(confidences.keys) == ["routing", "account", "serial", "onUs"])
      let overlay = program.data + "-overlay.png"
      defer { try? FileManager.default.removeItem(atPath: overlay) }
      #expect(try program.run("show", "1", "--overlay", overlay).code == 0)
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: overlay)))
      #expect(try ImageDecoder.inspect(bytes).channels == 3)
      // What was never read has nothing to draw.
      let none = try program.run("show", "16", "--overlay", overlay + ".none")
      #expect(none.code == 1)
      #expect(none.error.contains("check 16"))
      #expect(!FileManager.default.fileExists(atPath: overlay + ".none"))
      #expect(
        try program.run("show", "1", "--overlay", "/nowhere/o.png").error.contains("/nowhere/"))
    }
  }
}
