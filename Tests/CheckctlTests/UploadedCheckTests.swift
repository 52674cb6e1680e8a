import CheckActions
import CheckPipeline
import Foundation
import Testing

/// Checks that a library user submits as bytes, as the program shows them.
@Suite struct UploadedCheckTests {
  @Test func areShownAndDepositedOnceAsFilesAre() async throws {
    let program = Program(data: Program.newFolder())
    defer { try? FileManager.default.removeItem(atPath: program.data) }
    let files = ["two-sides.png", "two-sides-rear.png"].map { "\(Program.samples)/\($0)" }
    let bytes = try files.map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) }
    let pipeline = try await Pipeline.open(
      PipelineConfiguration(folder: DataFolder(program.data)))
    let receipt = try await pipeline.submit(
      Submission(
        front: .bytes(bytes[0], name: "dana@example.com^4400112233^88.00^1.png"),
        back: .bytes(bytes[1], name: "rear.png"),
        statement: try DepositStatement(account: "4400112233", amount: Cents(8800))))
    #expect(try await pipeline.finish([receipt.check]))
    await pipeline.close()

    let listed = try #require(try program.run("list", "--format", "json").objects.first)
    #expect(listed["state"] as? String == "deposited")
    #expect(listed["file"] as? String == "d***@example.com^****2233^88.00^1.png")
    let shown = try #require(
      try program.run("show", "\(receipt.check)", "--format", "json").objects.first)
    for (side, bytes) in zip(["front", "back"], bytes) {
      let path = try #require(shown[side] as? String)
      #expect(path.hasPrefix("\(program.data)/images/"))
      #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) == bytes)
    }
    let again = try program.run(
      "deposit", files[0], "--back", files[1], "--account", "4400112233", "--amount", "88.00",
      "--format", "json")
    #expect(again.code == 0)
    #expect(again.objects.first?["replay"] as? Bool == true)
    #expect(again.objects.first?["id"] as? Int == Int(receipt.check))
    let elsewhere = try program.run(
      "deposit", files[0], "--back", files[1], "--account", "55", "--amount", "88.00",
      "--format", "json")
    #expect(elsewhere.code == 4)
    #expect(try program.run("ledger", "verify").code == 0)
  }

  @Test func aFileThatIsTooLargeIsRefusedWithItsRemedy() throws {
    try Program.withData { program throws in
      let folder = Program.newFolder()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let file = "\(folder)/dana@example.com^4400112233^88.00^1.png"
      #expect(FileManager.default.createFile(atPath: file, contents: nil))
      #expect(truncate(file, 33_554_433) == 0)
      let remedy =
        "has 33554433 bytes, more than the limit of 33554432: scan it at a lower resolution"
      let one = try program.run("deposit", file, "--account", "5", "--amount", "88.00")
      #expect(one.code == 1)
      #expect(one.error.contains("\(file) \(remedy)"))
      let all = try program.run("ingest", folder, "--format", "json")
      #expect(all.code == 3)
      let problem = try #require(all.objects.first { $0["problem"] != nil })
      #expect((problem["problem"] as? String)?.hasPrefix("it \(remedy)") == true)
      #expect(!all.out.contains("4400112233"))
      #expect(try program.run("list", "--format", "json").out.isEmpty)
    }
  }
}
