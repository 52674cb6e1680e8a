import Foundation
import Testing

/// A rear that is the front once more.
@Suite struct SameImagesTests {
  @Test func areNotDeposited() throws {
    try Program.withData { program throws in
      let folder = Program.newFolder()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let front = "\(Program.samples)/personal.png"
      try FileManager.default.copyItem(atPath: front, toPath: "\(folder)/copy.png")
      for rear in [front, "\(folder)/copy.png"] {
        let outcome = try program.run(
          "deposit", front, "--back", rear, "--account", "1", "--amount", "19.99")
        #expect(outcome.code == 1)
        #expect(outcome.error.contains("are the same image: give the image of the rear side"))
      }
      #expect(try program.run("list", "--format", "json").out.isEmpty)
      let images = try FileManager.default.subpathsOfDirectory(atPath: "\(program.data)/images")
      #expect(images.allSatisfy { ($0 as NSString).lastPathComponent.count != 64 })
    }
  }

  @Test func areToldByLineAndStopNoOther() throws {
    try Program.withData { program throws in
      let folder = Program.newFolder()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (sample, name) in [
        ("personal.png", "a.png"), ("personal.png", "copy.png"), ("two-sides.png", "b.png"),
        ("two-sides-rear.png", "b-rear.png"),
      ] {
        try FileManager.default.copyItem(
          atPath: "\(Program.samples)/\(sample)", toPath: "\(folder)/\(name)")
      }
      let manifest = """
        front,back,account,amount
        a.png,a.png,1,19.99
        a.png,copy.png,1,19.99
        b.png,b-rear.png,1,88.00

        """
      try Data(manifest.utf8).write(to: URL(fileURLWithPath: "\(folder)/manifest.csv"))
      let outcome = try program.run("ingest", folder, "--format", "json")
      #expect(outcome.code == 3)
      #expect(outcome.objects.compactMap { $0["state"] as? String } == ["deposited"])
      let problems = outcome.objects.filter { $0["problem"] != nil }
      #expect(problems.map { $0["file"] as? String } == ["manifest.csv, line 2", "a.png"])
      for problem in problems {
        #expect((problem["problem"] as? String)?.contains("are the same image") == true)
      }
    }
  }
}
