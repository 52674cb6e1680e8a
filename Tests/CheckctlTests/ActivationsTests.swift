import Foundation
import ImageCodecs
import Testing

@Suite(.timeLimit(.minutes(3))) struct ActivationsTests {
  private func list(_ program: Program, _ arguments: String...) throws -> [[String: Any]] {
    try program.run(["activations", "list", "--format", "json"] + arguments).objects
  }

  @Test func filtersNarrowTheList() throws {
    try Program.withData { program throws in
      #expect(try program.run("ingest", Program.samples).code == 3)
      let all = try list(program)
      let cold = try list(program, "--cold")
      let warm = try list(program, "--warm")
      #expect(!cold.isEmpty && cold.count + warm.count == all.count)
      #expect(cold.allSatisfy { $0["cold"] as? Bool == true })
      #expect(try list(program, "--outcome", "success").count == all.count)
      #expect(try list(program, "--outcome", "failure").isEmpty)
      #expect(try list(program, "--since", "1h").count == all.count)
      #expect(try list(program, "--since", "2126-01-01").isEmpty)
      #expect(try list(program, "--limit", "2").count == 2)
      let ofOne = try list(program, "--check", "1", "--action", "micr")
      #expect(ofOne.map { $0["check"] as? Int } == [1])
      for wrong in [["--since", "soon"], ["--cold", "--warm"], ["--limit", "0"]] {
        #expect(try program.run(["activations", "list"] + wrong).code == 64)
      }
    }
  }

  @Test func logsAreTheLinesAlone() throws {
    try Program.withData { program throws in
      #expect(try program.run("ingest", Program.samples).code == 3)
      let micr = try #require(try list(program, "--check", "1", "--action", "micr").first)
      let id = try #require(micr["id"] as? Int)
      let logged = try #require(micr["log"] as? [String])
      #expect(!logged.isEmpty)
      let text = try program.run("activations", "logs", "\(id)")
      #expect(text.out == logged.joined(separator: "\n") + "\n")
      let json = try program.run("activations", "logs", "\(id)", "--format", "json")
      #expect(json.objects.first?["log"] as? [String] == logged)
      let none = try program.run("activations", "logs", "9999")
      #expect(none.code == 1)
      #expect(none.error.contains("9999"))
    }
  }

  @Test func theSummaryCountsWhatTheListHas() throws {
    try Program.withData { program throws in
      #expect(try program.run("ingest", Program.samples).code == 3)
      let chart = program.data + "-chart.png"
      defer { try? FileManager.default.removeItem(atPath: chart) }
      let summary = try program.run(
        "activations", "summary", "--format", "json", "--chart", chart)
      #expect(summary.code == 0)
      #expect(
        summary.objects.map { $0["action"] as? String } == [
          "intake", "image", "micr", "deposit", "notify",
        ])
      for object in summary.objects {
        let action = try #require(object["action"] as? String)
        let own = try list(program, "--action", action)
        #expect(object["count"] as? Int == own.count)
        #expect(object["cold"] as? Int == own.count { $0["cold"] as? Bool == true })
        let runs = own.compactMap { $0["runMicroseconds"] as? Int }.sorted()
        let times = try #require(object["runMicroseconds"] as? [String: Int])
        #expect(times["p50"] == runs[(runs.count + 1) / 2 - 1])
      }
      let picture = try ImageDecoder.inspect([UInt8](Data(contentsOf: URL(fileURLWithPath: chart))))
      #expect((1000...1200).contains(picture.width))
      let later = try program.run("activations", "summary", "--since", "2126-01-01")
      #expect(later.out == "No activations.\n")
      let empty = try program.run(
        "activations", "summary", "--since", "2126-01-01", "--chart", chart + ".none")
      #expect(empty.code == 1)
      #expect(!FileManager.default.fileExists(atPath: chart + ".none"))
    }
  }

  @Test func aPollTellsWhatComesAndEndsWithCtrlC() throws {
    try Program.withData { program throws in
      let sample = "\(Program.samples)/personal.png"
      #expect(
        try program.run("deposit", sample, "--account", "5", "--amount", "19.99").code == 0)
      let old = try list(program).count
      let out = Pipe()
      let poll = try program.start(
        ["activations", "poll", "--format", "json", "--since", "1h"], out: out)
      // What was there before shows that it is on its way.
      var text = ""
      func readUntil(_ lines: Int) {
        while text.count(where: { $0 == "\n" }) < lines {
          let more = out.fileHandleForReading.availableData
          if more.isEmpty { break }
          text += String(decoding: more, as: UTF8.self)
        }
      }
      readUntil(old)
      let other = "\(Program.samples)/business.png"
      #expect(
        try program.run("deposit", other, "--account", "5", "--amount", "1250.00").code == 0)
      readUntil(old + 4)
      kill(poll.id, SIGINT)
      #expect(poll.end() == 0)
      let printed = text.split(separator: "\n").map(String.init)
      let listed = try program.run("activations", "list", "--format", "json").out
        .split(separator: "\n").map(String.init)
      #expect(printed == listed)
    }
  }

  @Test(.timeLimit(.minutes(1))) func aPollEndsWhenNobodyReadsItAnyMore() throws {
    try Program.withData { program throws in
      #expect(try program.run("ingest", Program.samples).code == 3)
      let out = Pipe()
      let poll = try program.start(["activations", "poll", "--since", "1h"], out: out)
      _ = out.fileHandleForReading.availableData
      try out.fileHandleForReading.close()
      // Without anything new to write, which alone would tell it.
      poll.end()
    }
  }

  @Test func aPollEndsByItselfAndStartsFromNow() throws {
    try Program.withData { program throws in
      #expect(try program.run("ingest", Program.samples).code == 3)
      let now = try program.run("activations", "poll", "--for", "0")
      #expect(now.code == 0)
      #expect(now.out.isEmpty)
      let since = try program.run(
        "activations", "poll", "--for", "0", "--since", "1h", "--action", "deposit")
      #expect(since.code == 0)
      #expect(since.out.contains("deposit"))
      #expect(!since.out.contains("intake"))
      #expect(try program.run("activations", "poll", "--for", "-1").code == 64)
    }
  }
}
