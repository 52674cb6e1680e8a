import CheckActions
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct ManifestTests {
  private func manifest(_ bytes: [UInt8]) throws -> Manifest {
    let bench = try Bench()
    return try Manifest(file: bench.file("manifest.csv", bytes), folder: "/in")
  }

  private func manifest(_ text: String) throws -> Manifest { try manifest(Array(text.utf8)) }

  @Test func readsEveryColumnInAnyOrder() throws {
    let manifest = try manifest(
      "memo,key,amount,email,back,account,front\nlunch,k1,$19.99,a@b,r.png,55,f.png\n")
    #expect(manifest.problems == [])
    let submission = try #require(manifest.submissions.first)
    #expect(submission.front == .file("/in/f.png"))
    #expect(submission.back == .file("/in/r.png"))
    #expect(submission.key == "k1")
    #expect(submission.followsLinks == false)
    #expect(
      submission.statement
        == (try DepositStatement(
          account: "55", amount: Cents(1999), email: "a@b", memo: "lunch")))
    #expect(manifest.files == ["f.png", "r.png"])
  }

  @Test(arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
  func takesLineEndsMarksAndQuotes(end: String, mark: String) throws {
    let text = [
      "front,account,amount,memo", "a.png,1,5,",
      #""b, the second.png",2,"1,234.50","say ""hi""""#, "c.png,3,7",
    ].joined(separator: end)
    for tail in ["", end, end + end] {
      let manifest = try manifest(mark + text + tail)
      #expect(manifest.problems == [], "\(tail.count)")
      #expect(
        manifest.submissions.map(\.front.description) == [
          "/in/a.png", "/in/b, the second.png", "/in/c.png",
        ])
      #expect(manifest.submissions.map(\.statement.amount.value) == [500, 123_450, 700])
      #expect(manifest.submissions.map(\.statement.memo) == [nil, "say \"hi\"", nil])
    }
  }

  @Test func badLinesAreToldAndOthersTaken() throws {
    let manifest = try manifest(
      """
      front,account,amount,back,email
      a.png,1,5,,
      b.png,1,five,,
      ../c.png,1,5,,
      /etc/passwd,1,5,,
      .,1,5,,
      ..,1,5,,
      ,1,5,,
      d.png,1,5,../r.png,
      e.png,,5,,
      f.png,1,5,,nobody
      sub/g.png,1,5,,
      z.png,1,5,,
      """)
    #expect(manifest.submissions.map(\.front.description) == ["/in/a.png", "/in/z.png"])
    #expect(
      manifest.problems == [
        IngestProblem(file: "manifest.csv, line 3", reason: .amount("five")),
        IngestProblem(file: "manifest.csv, line 4", reason: .outsideFolder("../c.png")),
        IngestProblem(file: "manifest.csv, line 5", reason: .outsideFolder("/etc/passwd")),
        IngestProblem(file: "manifest.csv, line 6", reason: .outsideFolder(".")),
        IngestProblem(file: "manifest.csv, line 7", reason: .outsideFolder("..")),
        IngestProblem(file: "manifest.csv, line 8", reason: .outsideFolder("")),
        IngestProblem(file: "manifest.csv, line 9", reason: .outsideFolder("../r.png")),
        IngestProblem(file: "manifest.csv, line 10", reason: .statement(.account(""))),
        IngestProblem(file: "manifest.csv, line 11", reason: .statement(.email("nobody"))),
        IngestProblem(file: "manifest.csv, line 12", reason: .outsideFolder("sub/g.png")),
      ])
    #expect(Set(manifest.files).isSuperset(of: ["a.png", "b.png", "e.png", "f.png"]))
  }

  @Test(arguments: ["account,amount", "front,amount", "front,account", "", "\n", "\u{FEFF}"])
  func aMissingColumnIsNamed(header: String) {
    let name = ["front", "account", "amount"].first { !header.contains($0) } ?? ""
    do {
      _ = try manifest(header)
      Issue.record("it was taken")
    } catch Manifest.Failure.missingColumn(_, let missing, _) {
      #expect(missing == name)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func anUnknownColumnIsNamed() {
    do {
      _ = try manifest("front,account,amount,ammount\n")
      Issue.record("it was taken")
    } catch Manifest.Failure.unknownColumn(_, let name, _) {
      #expect(name == "ammount")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test(arguments: ["front,account,amount,amount", "front,back,account,amount,back"])
  func aColumnThatIsThereTwiceIsNamed(header: String) {
    do {
      _ = try manifest(header + "\na.png,1,5,7,9\n")
      Issue.record("it was taken")
    } catch Manifest.Failure.repeatedColumn(_, let name) {
      #expect(["amount", "back"].contains(name))
    } catch {
      Issue.record("\(error)")
    }
  }

  /// Each line has a value of each column: so many of both would be ten thousand million.
  @Test(.patience) func manyColumnsAreNotMultipliedByManyLines() {
    let columns = String(repeating: ",", count: 100_000)
    let lines = String(repeating: "\n", count: 100_000)
    #expect(throws: Manifest.Failure.self) {
      try manifest("front,account,amount" + columns + lines)
    }
  }

  @Test func aManifestBeyondItsLimitIsRefused() {
    let long = "front,account,amount\n" + String(repeating: "\n", count: 16 << 20)
    #expect(throws: Manifest.Failure.self) { try manifest(long) }
  }

  @Test func oneInAnotherEncodingIsRefused() {
    let latin = Array("front,account,amount,memo\na.png,1,5,caf".utf8) + [0xE9, 0x0A]
    do {
      _ = try manifest(latin)
      Issue.record("it was taken")
    } catch {
      #expect("\(error)".hasSuffix("it is not UTF-8 text; save it as that"))
    }
  }

  /// The first is a slash with an accent upon it, which is one character and not a slash.
  @Test(arguments: ["../\u{301}out/\u{301}x.png", "a\u{0}b.png"])
  func namesAreLookedAtByTheirBytes(name: String) throws {
    let manifest = try manifest("front,account,amount\n\(name),1,5\n")
    #expect(manifest.submissions.isEmpty)
    #expect(manifest.problems.map(\.reason) == [.outsideFolder(name)])
  }

  @Test func whatIsNoTextOrNoFileIsTold() throws {
    #expect(throws: Manifest.Failure.self) { try manifest([0xFF, 0xFE, 0x00, 0x80]) }
    #expect(throws: Manifest.Failure.self) {
      try Manifest(file: "/nonexistent/manifest.csv", folder: "/in")
    }
    #expect(throws: Manifest.Failure.self) { try manifest("front,account,amount\n\"a\"x,1,5") }
    let bench = try Bench()
    let file = try bench.file("real.csv", text: "front,account,amount\n")
    let link = bench.root + "/manifest.csv"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    #expect(throws: Manifest.Failure.self) { try Manifest(file: link, folder: bench.root) }
  }
}
