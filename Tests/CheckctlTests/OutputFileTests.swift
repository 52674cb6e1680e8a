import Foundation
import Testing

@testable import checkctl

/// What a command does where its user has a file already.
@Suite struct OutputFileTests {
  private static let png = Data([0x89, 0x50, 0x4E, 0x47])
  private static let mine = Data("mine".utf8)

  /// Gives `body` an empty data folder, and a folder with one sample and a file of the user's.
  private func withFiles(_ body: (Program, String) throws -> Void) throws {
    try Program.withData { program throws in
      let folder = Program.newFolder()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: "\(Program.samples)/personal.png", toPath: "\(folder)/in.png")
      try Self.mine.write(to: URL(fileURLWithPath: "\(folder)/mine"))
      try body(program, folder)
      #expect(
        try FileManager.default.subpathsOfDirectory(atPath: folder)
          .allSatisfy { !$0.contains(".partial") })
    }
  }

  private func bytes(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

  @Test func noInputIsReplaced() throws {
    try withFiles { program, folder throws in
      let input = "\(folder)/in.png"
      let before = bytes(input)
      let files = FileManager.default
      try files.createDirectory(atPath: "\(folder)/sub", withIntermediateDirectories: true)
      try files.linkItem(atPath: input, toPath: "\(folder)/hard.png")
      try files.createSymbolicLink(atPath: "\(folder)/soft.png", withDestinationPath: "in.png")
      try files.createSymbolicLink(atPath: "\(folder)/sub/up", withDestinationPath: "..")
      for name in ["in.png", "./in.png", "hard.png", "soft.png", "sub/up/in.png", "sub/../in.png"] {
        for force in [[], ["--force"]] {
          let outcome = try program.run(["read", input, "--overlay", "\(folder)/\(name)"] + force)
          #expect(outcome.code == 1, "\(name)")
          #expect(outcome.error.contains("is read by this command"), "\(name)")
        }
      }
      let linked = try program.run(
        "read", "\(folder)/soft.png", "--overlay", input, "--force")
      #expect(linked.code == 1)
      let piped = try program.run(
        ["read", "-", "--overlay", input, "--force"],
        input: try #require(FileHandle(forReadingAtPath: input)))
      #expect(piped.code == 1)
      #expect(bytes(input) == before)
      #expect(try files.destinationOfSymbolicLink(atPath: "\(folder)/soft.png") == "in.png")
    }
  }

  @Test func aFolderThatIsReadKeepsItsFiles() throws {
    try withFiles { program, folder throws in
      for name in ["in.png", "mine"] {
        let before = bytes("\(folder)/\(name)")
        let outcome = try program.run(
          "read", folder + "/", "--overlay", "\(folder)/\(name)", "--force")
        #expect(outcome.code == 1)
        #expect(outcome.error.contains("never replaced"))
        #expect(bytes("\(folder)/\(name)") == before)
      }
      #expect(try program.run("read", folder, "--overlay", folder + "/").code == 1)
    }
  }

  @Test func anotherFileIsReplacedOnlyWhenAsked() throws {
    try withFiles { program, folder throws in
      _ = try program.run(
        "deposit", "\(folder)/in.png", "--account", "1", "--amount", "19.99")
      let mine = "\(folder)/mine"
      let commands = [
        ["read", "\(folder)/in.png", "--overlay", mine], ["show", "1", "--overlay", mine],
        ["report", "day", "--chart", mine], ["activations", "summary", "--chart", mine],
      ]
      for command in commands {
        try Self.mine.write(to: URL(fileURLWithPath: mine))
        let refused = try program.run(command)
        #expect(refused.code == 1, "\(command)")
        #expect(refused.error.contains("\(mine) is there already: give --force"), "\(command)")
        #expect(bytes(mine) == Self.mine, "\(command)")
        #expect(try program.run(command + ["--force"]).code == 0, "\(command)")
        #expect(bytes(mine)?.prefix(4) == Self.png, "\(command)")
      }
    }
  }

  @Test(arguments: ["set", "render", "lines"])
  func samplesReplaceNothing(command: String) throws {
    try withFiles { program, folder throws in
      let target = "\(folder)/out"
      let arguments = ["sample", command, "--out", target]
      #expect(try program.run(arguments).code == 0)
      let names = try FileManager.default.contentsOfDirectory(atPath: target).sorted()
      let changed = "\(target)/\(try #require(names.last))"
      try Self.mine.write(to: URL(fileURLWithPath: changed))
      let again = try program.run(arguments)
      #expect(again.code == 1)
      #expect(again.error.contains("is there already: give --force"))
      #expect(bytes(changed) == Self.mine)
      #expect(try program.run(arguments + ["--force"]).code == 0)
      #expect(bytes(changed) != Self.mine)
      #expect(try FileManager.default.contentsOfDirectory(atPath: target).sorted() == names)
    }
  }

  @Test func theDataFolderKeepsItsOwn() throws {
    try withFiles { program, folder throws in
      _ = try program.run("deposit", "\(folder)/in.png", "--account", "1", "--amount", "19.99")
      let store = "\(program.data)/store.sqlite"
      try FileManager.default.linkItem(atPath: store, toPath: "\(folder)/link.png")
      let images = try FileManager.default.subpathsOfDirectory(atPath: "\(program.data)/images")
      let image = try #require(images.first { ($0 as NSString).lastPathComponent.count == 64 })
      let before = bytes("\(program.data)/images/\(image)")
      for path in [
        store, "\(folder)/link.png", "\(program.data)/policy.json", "\(program.data)/store.lock",
        "\(program.data)/images/\(image)", "\(program.data)/images/new.png",
        "\(program.data)/templates/deposited.mustache",
      ] {
        let outcome = try program.run("report", "day", "--chart", path, "--force")
        #expect(outcome.code == 1, "\(path)")
        #expect(outcome.error.contains("for the pipeline's own data"), "\(path)")
        let receipts = try program.run("ingest", folder, "--receipts", path)
        #expect(receipts.code == 1, "\(path)")
      }
      #expect(bytes("\(program.data)/images/\(image)") == before)
      #expect(try program.run("ledger", "verify").code == 0)
      #expect(
        try program.run("sample", "render", "--out", "\(program.data)/images/x").code == 1)
      #expect(!FileManager.default.fileExists(atPath: "\(program.data)/images/x"))
      #expect(try program.run("report", "day", "--chart", "\(program.data)/day.png").code == 0)
    }
  }

  @Test func linksFoldersAndDevices() throws {
    try withFiles { program, folder throws in
      func draw(_ output: String, _ more: String...) throws -> Program.Outcome {
        try program.run(["read", "\(folder)/in.png", "--overlay", output] + more)
      }
      let files = FileManager.default
      let link = "\(folder)/link.png"
      for target in ["mine", "nowhere"] {
        try files.createSymbolicLink(atPath: link, withDestinationPath: target)
        #expect(try draw(link).error.contains("is there already"))
        #expect(try draw(link, "--force").code == 0)
        #expect(bytes(link)?.prefix(4) == Self.png)
        #expect(bytes("\(folder)/mine") == Self.mine)
        #expect(!files.fileExists(atPath: "\(folder)/nowhere"))
        try files.removeItem(atPath: link)
      }
      #expect(try draw(folder, "--force").error.contains("is a folder: name a file in it"))
      #expect(try draw("\(folder)/none/o.png").error.contains("\(folder)/none"))
      #expect(try draw("").code == 1)
      #expect(try draw("/dev/null").code == 0)
      #expect(try draw("/dev/null", "--force").code == 0)
      let full = try draw("/dev/full")
      #expect(full.code == 1)
      #expect(full.error.contains("cannot write /dev/full: No space left"))
      let kept = "\(folder)/kept"
      for (name, force) in [("/dev/stdout", []), ("/dev/../dev/stdout", ["--force"])] {
        try Self.mine.write(to: URL(fileURLWithPath: kept))
        let output = try #require(FileHandle(forWritingAtPath: kept))
        try output.seekToEnd()
        let child = try program.start(
          ["read", "\(folder)/in.png", "--overlay", name] + force, out: output)
        #expect(child.end() == 0)
        #expect(bytes(kept)?.prefix(8) == Self.mine + Self.png)
      }
      #expect(try files.destinationOfSymbolicLink(atPath: "/dev/stdout").hasSuffix("fd/1"))
    }
  }

  @Test func aFileThatAppearsMeanwhileIsKept() throws {
    try withFiles { _, folder throws in
      let path = "\(folder)/late.png"
      let output = try OutputFile(path, replaces: false)
      try Self.mine.write(to: URL(fileURLWithPath: path))
      #expect(throws: CommandFailure.self) { try output.write([1, 2, 3]) }
      #expect(bytes(path) == Self.mine)
    }
  }

  @Test func receiptsGoOnAndReplaceNothing() throws {
    try withFiles { program, folder throws in
      let pictures = "\(folder)/pictures"
      try FileManager.default.createDirectory(atPath: pictures, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: "\(Program.samples)/blank.png", toPath: "\(pictures)/a@b^1^5.00^1.png")
      try Data().write(to: URL(fileURLWithPath: "\(pictures)/empty.png"))
      func ingest(_ receipts: String) throws -> Program.Outcome {
        try program.run("ingest", pictures, "--receipts", receipts)
      }
      for name in ["mine", "in.png", "pictures/empty.png", "pictures/manifest.csv", "pictures"] {
        let before = bytes("\(folder)/\(name)")
        let outcome = try ingest("\(folder)/\(name)")
        #expect(outcome.code == 1, "\(name)")
        #expect(outcome.error.contains(name), "\(name)")
        #expect(bytes("\(folder)/\(name)") == before, "\(name)")
      }
      #expect(try program.run("list").error.contains("there is no data"), "nothing was submitted")
      let own = "\(pictures)/receipts.jsonl"
      #expect(try ingest(own).code == 3)
      #expect(try ingest(own).code == 3)
      #expect(bytes(own)?.split(separator: 10).count == 2)
      #expect(try ingest("/dev/stdout").out.contains("{\"check\":1,"))
    }
  }
}
