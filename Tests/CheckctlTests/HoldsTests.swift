import Foundation
import Testing

/// Holds and reports, as an operator sees them.
@Suite struct HoldsTests {
  @Test func holdsAreListedAndReleasedAndAccountedFor() throws {
    try Program.withData { program throws in
      _ = try program.run("ingest", Program.samples, "--isolation", "inline")
      let holds = try program.run("holds", "list", "--format", "json").objects
      #expect(holds.count == 9)
      #expect(holds.allSatisfy { $0["reason"] as? String == "new-account" })
      #expect(holds.allSatisfy { ($0["account"] as? String)?.hasPrefix("****") == true })
      let accounts = try program.run("accounts", "list", "--format", "json").objects
      #expect(accounts.allSatisfy { $0["available"] as? Int == 0 })

      let first = try #require(holds.first { $0["check"] as? Int == 4 })
      let id = try #require(first["id"] as? Int)
      let released = try program.run(
        "holds", "release", "\(id)", "--reason", "known", "--as", "ada")
      #expect(released.code == 0)
      #expect(released.out == "Hold \(id): 75.25 of check 4 is available now.\n")
      #expect(try program.run("holds", "release", "\(id)", "--reason", "again").code == 1)
      #expect(
        try program.run("holds", "list", "--all").out.contains("by \(Program.actor("ada")): known"))
      let now = try program.run("accounts", "list", "--format", "json").objects
      #expect(now.compactMap { $0["available"] as? Int }.sorted() == [0, 7525])

      #expect(try program.run("accounts", "assign", "4400112233", "--customer", "dana").code == 0)
      #expect(try program.run("accounts", "assign", "1", "--customer", "dana").code == 1)
    }
  }

  @Test func aDayIsReportedAsTableJSONCSVAndPicture() throws {
    try Program.withData { program throws in
      _ = try program.run("ingest", Program.samples, "--isolation", "inline")
      let day = try program.run("report", "day")
      #expect(day.code == 0)
      #expect(day.out.hasSuffix("The day balances.\n"))
      let object = try #require(try program.run("report", "day", "--format", "json").objects.first)
      #expect(object["difference"] as? Int == 0)
      let lines = try #require(object["lines"] as? [[String: Any]])
      func count(_ section: String, _ name: String) -> Int? {
        lines.first { $0["section"] as? String == section && $0["name"] as? String == name }?[
          "count"] as? Int
      }
      #expect(count("received", "deposited") == 9)
      #expect(count("received", "all") == 20)
      #expect(count("duplicates", "stopped") == 1)
      #expect(count("ledger", "deposit") == 9)
      let csv = try program.run("report", "day", "--csv").out
      #expect(csv.hasPrefix("section,name,count,amount\nreceived,deposited,9,7030.54\n"))
      let chart = "\(program.data)/day.png"
      #expect(try program.run("report", "day", "--chart", chart).code == 0)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: chart))
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      let other = try program.run("report", "day", "--date", "2020-01-01", "--format", "json")
      #expect(other.code == 0)
      #expect(try program.run("report", "day", "--date", "2020-02-30").code == 64)

      let statement = try program.run("report", "account", "4400112233")
      #expect(statement.code == 0)
      #expect(!statement.out.contains("4400112233"))
      #expect(try program.run("report", "account", "1").code == 1)
    }
  }
}
