import Foundation
import Testing

@testable import checkctl

/// Many pictures at a time, folders and standard input.
@Suite struct ReadManyTests {
  private static let good = "\(Program.samples)/personal.png"

  /// Gives `body` a folder with files of these names, each a copy of a sample or of other text.
  private func withFolder(
    _ files: [String: String], _ body: (Program, String) throws -> Void
  ) throws {
    try Program.withData { program throws in
      try FileManager.default.createDirectory(
        atPath: program.data, withIntermediateDirectories: true)
      for (name, sample) in files {
        let bytes =
          FileManager.default.contents(atPath: "\(Program.samples)/\(sample)") ?? Data(sample.utf8)
        try bytes.write(to: URL(fileURLWithPath: "\(program.data)/\(name)"))
      }
      try body(program, program.data)
    }
  }

  @Test func theOrderIsThatOfTheArgumentsHoweverManyAreReadAtATime() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Program.samples)
      .filter { ["png", "jpg", "tif"].contains(($0 as NSString).pathExtension) }.sorted()
    let files = names.reversed().map { "\(Program.samples)/\($0)" } + [Self.good]
    let outcomes = try Program.withData { program throws in
      try ["1", "4"].map {
        try program.run(["read", "--format", "json", "--slots", $0] + files)
      }
    }
    #expect(outcomes[0].objects.map { $0["file"] as? String } == files)
    #expect(outcomes[0].out == outcomes[1].out)
    #expect(outcomes.map(\.code) == [1, 1], "some samples are no pictures")
  }

  @Test func aFolderWithBadFilesIsReadToItsEnd() throws {
    let files = [
      "b.png": "personal.png", "a.PNG": "truncated.png", "c.jpg": "not a picture",
      "d.tiff": "blank.png", ".hidden.png": "personal.png", "notes.txt": "text",
    ]
    try withFolder(files) { program, folder in
      let json = try program.run("read", folder + "/", "--format", "json")
      #expect(json.code == 1)
      let names = ["a.PNG", "b.png", "c.jpg", "d.tiff"].map { "\(folder)/\($0)" }
      #expect(json.objects.map { $0["file"] as? String } == names)
      #expect(
        json.objects.map { $0["status"] as? String } == ["error", "sure", "error", "no-line"])
      let table = try program.run("read", folder)
      #expect(table.code == 1)
      let lines = table.out.split(separator: "\n")
      #expect(lines.count == 8)
      #expect(lines[0].split(separator: " ") == ["FILE", "STATUS", "LINE", "WHY"])
      #expect(lines[5].hasPrefix(names[0] + ": ") && lines[5].contains("copy or scan it again"))
      #expect(lines[6].hasPrefix(names[2] + ": ") && lines[6].contains("give a PNG"))
      #expect(lines[7] == "1 sure, 1 no-line, 2 error")
      #expect(table.error.isEmpty)
    }
  }

  @Test func whatCannotBeOpenedIsToldWithWhatToDo() throws {
    try withFolder([:]) { program, folder in
      let outcome = try program.run(
        "read", "/nowhere/x.png", folder, "/dev/null", Self.good, "--format", "json")
      #expect(outcome.code == 1)
      let reasons = outcome.objects.map { ($0["reasons"] as? [String])?.first ?? "" }
      #expect(reasons[0] == "there is no such file; see that its name is right")
      #expect(reasons[1].contains("ends in jpeg, jpg, png, tif, tiff; name"))
      #expect(reasons[2] == "it is not a file; name a picture, or a folder of pictures")
      #expect(outcome.objects[3]["status"] as? String == "sure")
      let large = "\(folder)/large.png"
      #expect(FileManager.default.createFile(atPath: large, contents: nil))
      #expect(truncate(large, 33 << 20) == 0)
      let told = try program.run("read", large)
      #expect(told.code == 1)
      #expect(told.out.contains("34603008 bytes, more than the 33554432 allowed; save it"))
    }
  }

  @Test func standardInputIsAPicture() throws {
    try Program.withData { program throws in
      let picture = try #require(FileHandle(forReadingAtPath: Self.good))
      let piped = try program.run(["read", "-", "--format", "json"], input: picture)
      #expect(piped.code == 0)
      #expect(piped.objects.first?["file"] as? String == "-")
      let named = try program.run("read", Self.good, "--format", "json")
      #expect(
        piped.objects.first?["line"] as? String == named.objects.first?["line"] as? String)
      let empty = try program.run("read", "-")
      #expect(empty.code == 1)
      #expect(empty.out.contains("standard input is empty; see"))
      #expect(try program.run("read", "-", "-").code == 64)
      let drawn = program.data + "-drawn.png"
      defer { try? FileManager.default.removeItem(atPath: drawn) }
      let again = try #require(FileHandle(forReadingAtPath: Self.good))
      #expect(try program.run(["read", "-", "--overlay", drawn], input: again).code == 0)
      #expect(FileManager.default.fileExists(atPath: drawn))
      let endless = try #require(FileHandle(forReadingAtPath: "/dev/zero"))
      let large = try program.run(["read", "-"], input: endless)
      #expect(large.code == 1)
      #expect(large.out.contains("more than the 33554432 bytes allowed"))
    }
  }

  @Test func ctrlCEndsAReadThatWaitsForItsInput() throws {
    try Program.withData { program throws in
      let (input, error) = (Pipe(), Pipe())
      let process = try program.start(
        ["read", Self.good, "-", Self.good], input: input, error: error)
      // Until then the signal may come before it is caught.
      usleep(500_000)
      kill(process.id, SIGINT)
      #expect(process.end() == 130)
      let told = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      #expect(told == "interrupted: 1 of 3 pictures were read\n")
      try input.fileHandleForWriting.close()
    }
  }

  @Test func aReaderThatLeavesEndsIt() throws {
    try Program.withData { program throws in
      let (out, error) = (Pipe(), Pipe())
      let files = Array(repeating: Self.good, count: 200)
      let process = try program.start(
        ["read", "--format", "json"] + files, out: out, error: error)
      try out.fileHandleForWriting.close()
      _ = out.fileHandleForReading.readData(ofLength: 10)
      try out.fileHandleForReading.close()
      let code = process.end()
      #expect(code < 0 || code == 1)
    }
  }

  @Test func progressIsOneLineOnATerminalAndTheTableFits() throws {
    try Program.withData { program throws in
      let shown = try program.show(columns: 50, isError: true, "read", Program.samples)
      #expect(shown.hasPrefix("\r\u{1B}[K"))
      #expect(shown.contains(" done"))
      #expect(shown.hasSuffix("\r\u{1B}[K"))
      #expect(!shown.contains("\n"))
      #expect(try program.show(columns: 50, isError: true, "read", Self.good).isEmpty)
      let table = try program.show(columns: 120, "read", Program.samples)
      #expect(table.contains("\u{1B}[32msure"))
      let plain = try program.show(
        columns: 120, environment: ["NO_COLOR": "1"], "read", Program.samples)
      #expect(!plain.contains("\u{1B}"))
      let rows = plain.split(separator: "\n")
      let personal = try #require(rows.first { $0.hasPrefix("personal.png ") })
      #expect(personal.contains("sure     A011901237A 123456789C 1042"))
      for row in rows.prefix(20) { #expect(String(row).displayWidth <= 120, "\(row)") }
      let narrow = try program.show(columns: 40, environment: ["NO_COLOR": "1"], "read", Self.good)
      #expect(narrow.contains("  line      A011901237A 123456789C 1042\n"))
    }
  }
}

/// The order and the bounds, without pictures.
@Suite struct InOrderTests {
  @Test func resultsComeInOrderAndNoFurtherThanTheFirstThatIsMissing() async throws {
    for missing in [nil, 0, 57] as [Int?] {
      var taken: [Int] = []
      try await InOrder.run(Array(0..<200), width: 4, isStopped: { false }) { item in
        item == missing ? nil : item
      } take: {
        taken.append($0)
      }
      #expect(taken == Array(0..<(missing ?? 200)))
    }
  }

  @Test func whatIsTakenThrowsAndNothingMoreIsBegun() async {
    struct Full: Error {}
    var taken = 0
    await #expect(throws: Full.self) {
      try await InOrder.run(Array(0..<200), width: 2, isStopped: { false }) {
        $0
      } take: { _ in
        taken += 1
        if taken == 3 { throw Full() }
      }
    }
    #expect(taken == 3)
  }

  @Test func itStopsWithWhatIsInWork() async throws {
    var taken = 0
    try await InOrder.run(Array(0..<200), width: 3, isStopped: { taken >= 10 }) {
      $0
    } take: { _ in
      taken += 1
    }
    #expect((10...12).contains(taken))
  }
}
