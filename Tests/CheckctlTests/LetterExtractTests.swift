import Foundation
import Testing

@Suite struct LetterExtractTests {
  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func imagesAreFilesNamedByNumberAndSide() throws {
    try LetterFiles.withFiles(["a": LetterFiles.letter(.sample)]) { program, folder throws in
      let target = "\(folder)/new/images"
      let outcome = try program.run("letter", "extract", "\(folder)/a", "--to", target)
      #expect(outcome.code == 0)
      #expect(outcome.out == "4 images in \(target)\n")
      #expect(
        try names(target) == ["71-front.tif", "71-rear.tif", "72-front.tif", "72-rear.tif"])
      for (name, row) in [("71-front", 8), ("71-rear", 20)] {
        let bytes = FileManager.default.contents(atPath: "\(target)/\(name).tif")
        #expect(try bytes == Data(LetterFiles.image(row)))
      }
    }
  }

  @Test func oneItemAloneIsTaken() throws {
    try LetterFiles.withFiles(["a": LetterFiles.letter()]) { program, folder throws in
      let target = "\(folder)/images"
      let outcome = try program.run(
        "letter", "extract", "\(folder)/a", "--to", target, "--item", "72", "--format", "json")
      #expect(outcome.code == 0)
      #expect(outcome.objects.map { $0["name"] as? String } == ["72-front.tif", "72-rear.tif"])
      #expect(outcome.objects.map { $0["sequence"] as? Int } == [72, 72])
      #expect(try names(target) == ["72-front.tif", "72-rear.tif"])
      let none = try program.run(
        "letter", "extract", "\(folder)/a", "--to", target, "--item", "73")
      #expect(none.code == 1)
      #expect(none.error.contains("no image of item 73 is in"))
    }
  }

  @Test func whatIsThereIsKeptUnlessAsked() throws {
    try LetterFiles.withFiles(["a": LetterFiles.letter()]) { program, folder throws in
      let target = "\(folder)/images"
      try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
      let file = "\(target)/71-rear.tif"
      try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
      let kept = try program.run("letter", "extract", "\(folder)/a", "--to", target)
      #expect(kept.code == 1)
      #expect(kept.error.contains("71-rear.tif is there already: give --force"))
      #expect(FileManager.default.contents(atPath: file) == Data("mine".utf8))
      #expect(try names(target) == ["71-front.tif", "71-rear.tif"], "nothing half-written is left")
      let forced = try program.run("letter", "extract", "\(folder)/a", "--to", target, "--force")
      #expect(forced.code == 0)
      #expect(try FileManager.default.contents(atPath: file) == Data(LetterFiles.image(20)))
    }
  }

  @Test func namesAreMadeOfNumbersOnly() throws {
    // The same number twice, and one that would lead out of the folder.
    let zeros = String(repeating: "0", count: 13)
    let all = String(decoding: try LetterFiles.letter(), as: UTF8.self)
    #expect(all.contains(zeros + "72"))
    let files = try [
      "twice": (zeros + "72", zeros + "71"), "path": (zeros + "71", "../../../../x/y"),
    ].mapValues { old, new in
      var data = Data(try LetterFiles.letter())
      while let range = data.range(of: Data(old.utf8)) {
        data.replaceSubrange(range, with: Data(new.utf8))
      }
      return Array(data)
    }
    try LetterFiles.withFiles(files) { program, folder throws in
      let wanted = [
        "twice": ["71-2-front.tif", "71-2-rear.tif", "71-front.tif", "71-rear.tif"],
        "path": ["72-front.tif", "72-rear.tif", "record-7-front.tif", "record-7-rear.tif"],
      ]
      for (name, files) in wanted {
        let target = "\(folder)/\(name)-images"
        #expect(try program.run("letter", "extract", "\(folder)/\(name)", "--to", target).code == 0)
        #expect(try names(target) == files)
      }
    }
  }

  @Test func whatIsNoTIFFIsNotCalledOne() throws {
    var data = Data(try LetterFiles.letter())
    let tiff = try #require(data.range(of: Data([0x49, 0x49, 42, 0])))
    data.replaceSubrange(tiff, with: [0, 0, 0, 0])
    try LetterFiles.withFiles(["a": Array(data), "text": Array("text".utf8)]) {
      program, folder throws in
      let target = "\(folder)/images"
      #expect(try program.run("letter", "extract", "\(folder)/a", "--to", target).code == 0)
      #expect(try names(target).first == "71-front.bin")
      for file in ["text", "none"] {
        let outcome = try program.run("letter", "extract", "\(folder)/\(file)", "--to", target)
        #expect(outcome.code == 6)
        #expect(outcome.error.hasPrefix("\(folder)/\(file): "))
      }
      #expect(try program.run("letter", "extract", "-", "--to", target).code == 64)
    }
  }
}
