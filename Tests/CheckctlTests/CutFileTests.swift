import Foundation
import Testing

/// Files that are cut off or damaged, given to every command that reads letters: each says what is
/// wrong, and none ends with success.
@Suite struct CutFileTests {
  /// Where to cut a letter of two checks of the project's own, and how many images are left.
  private static func cuts(_ bytes: [UInt8]) -> [(name: String, bytes: [UInt8], images: Int)] {
    let data = Data(bytes)
    let images = data.ranges(of: Data([0x49, 0x49, 42, 0])).map(\.lowerBound)
    let end = bytes.count - 84
    return [
      ("in the last image", images[3] + 100, 3), ("in the first image", images[0] + 100, 0),
      ("in the length of an image", images[1] - 4, 1), ("in a record 25", 3 * 84 + 40, 0),
      ("in a record's length", 3 * 84 + 2, 0), ("before a check", 3 * 84, 0),
      ("before the controls", end - 2 * 84, 4), ("before the last record", end, 4),
      ("in the last record", end + 20, 4), ("in the last length", end + 3, 4),
    ].map { ($0.0, Array(bytes.prefix($0.1)), $0.2) }
  }

  @Test func imagesAreExtractedAsFarAsTheFileGoes() throws {
    for cut in Self.cuts(try LetterFiles.letter(.sample)) {
      try LetterFiles.withFiles(["a": cut.bytes]) { program, folder throws in
        let target = "\(folder)/images"
        let outcome = try program.run("letter", "extract", "\(folder)/a", "--to", target)
        #expect(outcome.code == 5, "\(cut.name)")
        #expect(outcome.out == "\(cut.images) images in \(target)\n", "\(cut.name)")
        let names = ["71-front", "71-rear", "72-front", "72-rear"].prefix(cut.images)
        #expect(
          try FileManager.default.contentsOfDirectory(atPath: target).sorted()
            == names.map { $0 + ".tif" }, "\(cut.name)")
        for (index, name) in names.enumerated() {
          let image = FileManager.default.contents(atPath: "\(target)/\(name).tif")
          #expect(try image == Data(LetterFiles.image(index % 2 == 0 ? 8 : 20)))
        }
        let lines = outcome.error.split(separator: "\n")
        #expect(!lines.isEmpty && lines.count <= 11, "\(cut.name)")
        for line in lines {
          #expect(line.hasPrefix("\(folder)/a: record "), "\(line)")
          #expect(line.contains(" at byte "), "\(line)")
        }
      }
    }
  }

  @Test func aRecordThatIsLostIsToldThoughTheFileEndsWell() throws {
    let letter = try LetterFiles.letter(.sample)
    var (lost, length) = (letter, letter)
    // The whole second check, and a digit of a length before an image.
    let second = Data(letter).ranges(of: Data([0xF2, 0xF5]))
      .map(\.lowerBound).filter { letter[$0 - 4..<$0].elementsEqual([0, 0, 0, 80]) }[1]
    let control = letter.count - 3 * 84
    lost.removeSubrange(second - 4..<control)
    let image = try #require(Data(letter).range(of: Data([0x49, 0x49, 42, 0]))).lowerBound
    length[image - 16] = 0xC1
    try LetterFiles.withFiles(["lost": lost, "length": length]) { program, folder throws in
      let outcome = try program.run(
        "letter", "extract", "\(folder)/lost", "--to", "\(folder)/1", "--format", "json")
      #expect(outcome.code == 5)
      #expect(outcome.objects.count == 2)
      #expect(outcome.error.contains("items within bundle count: 0002, expected 1"))
      let wrong = try program.run("letter", "extract", "\(folder)/length", "--to", "\(folder)/2")
      #expect(wrong.code == 5)
      #expect(wrong.out.hasPrefix("3 images"))
      #expect(
        wrong.error.contains(
          "record 7 (52 image view data) at byte \(image - 16), length of image reference key: A000"
        ))
      // Of one item that is not there, the loss is told before.
      let none = try program.run(
        "letter", "extract", "\(folder)/lost", "--to", "\(folder)/3", "--item", "72")
      #expect(none.code == 5)
      #expect(none.error.contains("expected 1"))
      #expect(none.error.contains("no image of item 72"))
    }
  }

  @Test func everyCutIsFoundByVerifyAndRefusedByImport() throws {
    for cut in Self.cuts(try LetterFiles.letter(.sample)) {
      try LetterFiles.withFiles(["a": cut.bytes]) { program, folder throws in
        #expect(try program.run("letter", "verify", "\(folder)/a").code == 5, "\(cut.name)")
        try program.makeStore()
        let refused = try program.run("returns", "import", "\(folder)/a")
        #expect(refused.code == 1, "\(cut.name)")
        #expect(refused.error.contains("/a is not whole"), "\(refused.error)")
        let taken = try program.run("returns", "import", "\(folder)/a", "--damaged")
        #expect(taken.code == 3, "\(cut.name)")
        #expect(taken.out.contains("/a is not whole"), "\(taken.out)")
      }
    }
  }

  @Test func whatHoldsNoRecordIsReadByNone() throws {
    let letter = try LetterFiles.letter(.sample)
    let files: [String: [UInt8]] = [
      "empty": [], "zero": [0], "length": Array(letter.prefix(4)),
      "begun": Array(letter.prefix(50)), "zeros": Array(repeating: 0, count: 5000),
    ]
    try LetterFiles.withFiles(files) { program, folder throws in
      try program.makeStore()
      for name in files.keys.sorted() {
        let file = "\(folder)/\(name)"
        #expect(try program.run("letter", "verify", file).code == 6, "\(name)")
        #expect(try program.run("letter", "extract", file, "--to", "\(folder)/x").code == 6)
        for options in [[], ["--damaged"]] {
          let outcome = try program.run(["returns", "import", file] + options)
          #expect(outcome.code == 1, "\(name)")
          #expect(outcome.error.contains("holds no record of X9.37"), "\(outcome.error)")
        }
      }
    }
  }

  @Test func aTableThatEndsWithinALineIsNotTaken() throws {
    let text = """
      bofd_routing,bofd_date,bofd_sequence,amount,adjusted_amount
      221901357,20261124,2,5,19.99
      """
    let files = [
      "cut": Array(text.utf8), "whole": Array("\(text)\n".utf8),
      "windows": Array("\(text)\r\n".utf8),
    ]
    try LetterFiles.withFiles(files) { program, folder throws in
      try program.makeStore()
      let cut = try program.run("returns", "import", "\(folder)/cut")
      #expect(cut.code == 1)
      #expect(cut.error.contains("does not end with a line end"))
      #expect(try program.run("returns", "list").out == "No returns.\n")
      let taken = try program.run(
        "returns", "import", "\(folder)/cut", "--damaged", "--format", "json")
      #expect(taken.code == 3)
      // Nor is the line that may have lost digits.
      #expect((taken.objects.first?["problems"] as? [String])?.count == 2)
      #expect(try program.run("returns", "list").out == "No returns.\n")
      for name in ["whole", "windows"] {
        let outcome = try program.run("returns", "import", "\(folder)/\(name)", "--format", "json")
        #expect(outcome.objects.first?["problemCount"] as? Int == 0, "\(outcome.error)")
      }
    }
  }
}

extension Program {
  /// Makes the data folder's store, which some commands want to be there.
  fileprivate func makeStore() throws {
    _ = try run("deposit", Self.samples + "/blank.png", "--account", "1", "--amount", "5")
  }
}

extension Data {
  fileprivate func ranges(of pattern: Data) -> [Range<Int>] {
    var (ranges, start): ([Range<Int>], Int) = ([], startIndex)
    while let range = self.range(of: pattern, in: start..<endIndex) {
      ranges.append(range)
      start = range.upperBound
    }
    return ranges
  }
}
