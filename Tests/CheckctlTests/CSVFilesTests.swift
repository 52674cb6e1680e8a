import CheckActions
import Foundation
import Testing

/// Every CSV that the program writes, as another program reads it.
@Suite struct CSVFilesTests {
  @Test func theReportHasFourFieldsALine() throws {
    try Program.withData { program throws in
      _ = try program.run("ingest", Program.samples, "--slots", "1")
      let object = try #require(
        try program.run("report", "day", "--format", "json").objects.first)
      let lines = try #require(object["lines"] as? [[String: Any]])
      let rows = try PythonCSV.rows(program.run("report", "day", "--csv").out)
      #expect(rows.first == ["section", "name", "count", "amount"])
      let expected = try lines.map { line in
        [
          try #require(line["section"] as? String), try #require(line["name"] as? String),
          "\(try #require(line["count"] as? Int))",
          (line["amount"] as? Int).map(Self.dollars) ?? "",
        ]
      }
      #expect(Array(rows.dropFirst()) == expected)
      #expect(rows.contains { $0[1] == "depositors, opening" })
    }
  }

  private static func dollars(_ cents: Int) -> String {
    String(format: "%@%d.%02d", cents < 0 ? "-" : "", abs(cents) / 100, abs(cents) % 100)
  }

  @Test func theManifestHasItsColumns() throws {
    let set = try SampleExpectations().set
    let rows = try PythonCSV.rows(
      String(contentsOfFile: "\(Program.samples)/manifest.csv", encoding: .utf8))
    #expect(rows.first == ["front", "back", "account", "amount", "email"])
    #expect(
      Array(rows.dropFirst())
        == set.samples.filter { !$0.file.contains("^") }.map {
          [$0.file, $0.backFile ?? "", $0.account, $0.amountText, "dana@example.com"]
        })
    #expect(rows.count > 15)
  }

  @Test func theAnswersOfABankReplaceNothing() throws {
    try Program.withData { program throws in
      _ = try program.run("ingest", Program.samples, "--isolation", "inline")
      _ = try program.run("letter", "create")
      let folder = "\(program.data)/answers"
      let simulate = [
        "simulate", "1", "--to", folder, "--returned", "0", "--adjusted", "1", "--format", "json",
      ]
      #expect(try program.run(simulate).code == 1, "the folder is not there")
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let answer = try #require(try program.run(simulate).objects.first)
      let adjustments = try #require(answer["adjustments"] as? String)
      let rows = try PythonCSV.rows(String(contentsOfFile: adjustments, encoding: .utf8))
      #expect(
        rows.first
          == ["bofd_routing", "bofd_date", "bofd_sequence", "amount", "adjusted_amount"])
      #expect(rows.dropFirst().count == answer["adjusted"] as? Int)
      #expect(rows.count > 1)
      #expect(rows.allSatisfy { $0.count == 5 })

      let mine = Data("mine".utf8)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      try mine.write(to: URL(fileURLWithPath: adjustments))
      try FileManager.default.removeItem(atPath: try #require(answer["acknowledgement"] as? String))
      let again = try program.run(simulate)
      #expect(again.code == 1)
      #expect(again.error.contains("\(adjustments) is there already: give --force"))
      #expect(FileManager.default.contents(atPath: adjustments) == mine)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).count == names.count - 1,
        "nothing is written where not all can be")
      #expect(try program.run(simulate + ["--force"]).code == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == names)
      #expect(FileManager.default.contents(atPath: adjustments) != mine)
      let own = try program.run(
        "simulate", "1", "--to", "\(program.data)/letters", "--returned", "0", "--force")
      #expect(own.code == 1)
    }
  }
}
