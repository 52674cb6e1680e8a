import CheckActions
import CheckImaging
import Foundation
import ImageCodecs
import Testing

@Suite struct IngestTests {
  @Test(arguments: [("1", "0"), ("8", "600")])
  func everySampleGivesWhatItsReadmeSays(slots: String, keep: String) throws {
    try Program.withData { program throws in
      let command = ["ingest", Program.samples, "--format", "json", "--unmasked"]
      let first = try program.run(command + ["--slots", slots, "--keep-warm", keep])
      #expect(first.code == 3)
      try SampleExpectations().check(first.objects)
      let entries = try program.run("ledger", "entries", "--format", "json").out
      let second = try program.run(command)
      #expect(second.code == 3)
      #expect(second.objects.allSatisfy { $0["replay"] as? Bool == true })
      #expect(try program.run("ledger", "entries", "--format", "json").out == entries)
      #expect(try program.run("ledger", "verify").code == 0)
    }
  }

  @Test func theSamplesAreThoseThatAreDrawn() throws {
    let set = try SampleExpectations().set
    func committed(_ name: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(Program.samples)/\(name)")))
    }
    for sample in set.samples {
      let bytes = try committed(sample.file)
      // Compared as pictures where they are some, since another libpng may compress otherwise.
      if let drawn = try? ImageDecoder.decodeGray(sample.front) {
        let kept = try ImageDecoder.decodeGray(bytes)
        #expect(kept == drawn, "\(sample.file)")
      } else if sample.file != "truncated.png" {
        #expect(bytes == sample.front, "\(sample.file)")
      }
    }
    #expect(try committed("manifest.csv") == Array(set.manifest.utf8))
    let readme = String(decoding: try committed("README.md"), as: UTF8.self)
    #expect(readme.hasSuffix(set.table))
  }

  @Test func badFilesStopNoOther() throws {
    try Program.withData { program throws in
      let folder = program.data + "-pictures"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      func copy(_ sample: String, as name: String) throws {
        try FileManager.default.copyItem(
          atPath: "\(Program.samples)/\(sample)", toPath: "\(folder)/\(name)")
      }
      try copy("personal.png", as: "a@b^1^19.99^1.png")
      try copy("business.png", as: "unnamed.png")
      try copy("cashier.png", as: "a@b^1^free^1.png")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/a@b^1^5.00^1.png", withDestinationPath: "/etc/passwd")
      try Data("words".utf8).write(to: URL(fileURLWithPath: "\(folder)/notes.txt"))
      mkfifo("\(folder)/a@b^1^6.00^1.png", 0o600)
      let outcome = try program.run("ingest", folder, "--format", "json")
      #expect(outcome.code == 3)
      #expect(outcome.objects.filter { $0["state"] as? String == "deposited" }.count == 1)
      #expect(outcome.objects.filter { $0["problem"] is String }.count == 4)
    }
  }

  @Test func receiptsTellOfEachCheckThatIsStored() throws {
    try Program.withData { program throws in
      let file = program.data + "-receipts"
      defer { unlink(file) }
      let command = ["ingest", Program.samples, "--receipts", file]
      func receipts() throws -> [[String: Any]] {
        let outcome = Program.Outcome(
          code: 0, out: try String(contentsOfFile: file, encoding: .utf8), error: "")
        return outcome.objects
      }
      #expect(try program.run(command).code == 3)
      let checks = try program.run("list", "--format", "json").objects
      let first = try receipts()
      #expect(first.map { $0["check"] as? Int } == checks.map { $0["id"] as? Int })
      #expect(first.map { $0["file"] as? String } == checks.map { $0["file"] as? String })
      #expect(first.allSatisfy { $0["replay"] as? Bool == false })
      #expect(try program.run(command).code == 3)
      #expect(try receipts().count == 2 * first.count)
      #expect(try receipts().dropFirst(first.count).allSatisfy { $0["replay"] as? Bool == true })
      let refused = try program.run("ingest", Program.samples, "--receipts", "/dev/full")
      #expect(refused.code == 1)
      #expect(refused.error.contains("cannot write to /dev/full"))
    }
  }

  @Test func aReceiptThatWasCutOffSpoilsNoOther() throws {
    try Program.withData { program throws in
      let (file, folder) = (program.data + "-receipts", program.data + "-pictures")
      defer { for path in [file, folder] { try? FileManager.default.removeItem(atPath: path) } }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: "\(Program.samples)/blank.png", toPath: "\(folder)/a@b^1^5.00^1.png")
      let cut = #"{"check":1,"fi"#
      try cut.write(toFile: file, atomically: false, encoding: .utf8)
      #expect(try program.run("ingest", folder, "--receipts", file).code == 0)
      let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      try #require(lines.count == 2)
      #expect(lines[0] == cut)
      #expect(try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) is [String: Any])
    }
  }

  @Test func aManifestThatCannotBeReadIsSaidAtOnce() throws {
    try Program.withData { program throws in
      let folder = program.data + "-pictures"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data("front,sum\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/manifest.csv"))
      let outcome = try program.run("ingest", folder)
      #expect(outcome.code == 1)
      #expect(outcome.error.contains("account"))
      #expect(try program.run("ingest", "/nowhere").code == 1)
    }
  }

  @Test func drawnChecksAreDeposited() throws {
    try Program.withData { program throws in
      let folder = program.data + "-pictures"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let drawn = try program.run(
        "sample", "render", "--out", folder, "--count", "6", "--seed", "11", "--noise", "3")
      #expect(drawn.code == 0)
      let outcome = try program.run("ingest", folder, "--format", "json")
      #expect(outcome.code == 0)
      #expect(
        outcome.objects.map { $0["state"] as? String } == Array(repeating: "deposited", count: 6))
    }
  }
}
