import CheckImaging
import Foundation
import ImageCodecs
import Testing

@Suite struct ReadTests {
  private static let fieldNames: Set<String> = [
    "routing", "account", "serial", "amount", "auxOnUs", "epc", "onUs", "country",
  ]

  @Test func printsOneObjectForEachPicture() throws {
    try Program.withData { program throws in
      let outcome = try program.run(
        "read", "\(Program.samples)/encoded-amount.png", "\(Program.samples)/blank.png",
        "--format", "json")
      #expect(outcome.code == 3)
      #expect(outcome.objects.count == 2)
      let sure = outcome.objects[0]
      #expect(sure["status"] as? String == "sure")
      let fields = try #require(sure["fields"] as? [String: Any])
      #expect(Set(fields.keys) == Self.fieldNames)
      #expect(fields["amount"] as? Int == 7525)
      #expect(fields["account"] as? String == "30045567")
      #expect(fields["auxOnUs"] is NSNull)
      let line = try #require(sure["line"] as? String)
      let characters = try #require(sure["characters"] as? [[String: Any]])
      #expect(characters.count == line.filter { $0 != " " }.count)
      let box = try #require(characters[0]["box"] as? [String: Any])
      #expect(Set(box.keys) == ["x", "y", "width", "height"])
      let none = outcome.objects[1]
      #expect(none["status"] as? String == "no-line")
      #expect(none["line"] is NSNull)
      #expect((none["reasons"] as? [String])?.isEmpty == false)
    }
  }

  @Test func tellsWhatCannotBeRead() throws {
    try Program.withData { program throws in
      let outcome = try program.run(
        "read", "\(Program.samples)/truncated.png", "/nowhere/check.png", "--format", "json")
      #expect(outcome.code == 1)
      #expect(outcome.objects.map { $0["status"] as? String } == ["error", "error"])
      #expect(outcome.objects[1]["file"] as? String == "/nowhere/check.png")
    }
  }

  @Test(arguments: ["personal.png", "upside-down.png", "no-check.png"])
  func drawsAnOverlayWithACaption(sample: String) throws {
    try Program.withData { program throws in
      let overlay = program.data + "-overlay.png"
      defer { try? FileManager.default.removeItem(atPath: overlay) }
      let file = "\(Program.samples)/\(sample)"
      let outcome = try program.run("read", file, "--overlay", overlay)
      #expect(outcome.code == (sample == "no-check.png" ? 3 : 0))
      let drawn = try ImageDecoder.inspect([UInt8](Data(contentsOf: URL(fileURLWithPath: overlay))))
      let read = try ImageDecoder.inspect([UInt8](Data(contentsOf: URL(fileURLWithPath: file))))
      #expect(drawn.width == read.width)
      #expect(drawn.height > read.height + 40)
      #expect(drawn.channels == 3)
    }
  }

  @Test(arguments: [1, 3])
  func aCheckOnItsSideIsReadAndDrawnUpright(turns: Int) throws {
    try Program.withData { program throws in
      let overlay = program.data + ".png"
      let file = program.data + ".side.png"
      defer { for path in [overlay, file] { try? FileManager.default.removeItem(atPath: path) } }
      let sample = "\(Program.samples)/personal.png"
      let image = try ImageDecoder.decodeGray([UInt8](Data(contentsOf: URL(filePath: sample))))
      try Data(PNGCodec.encode(image.rotated(quarterTurns: turns))).write(to: URL(filePath: file))
      let upright = try program.run("read", sample, "--format", "json")
      let outcome = try program.run("read", file, "--format", "json", "--overlay", overlay)
      #expect(outcome.code == 0)
      #expect(outcome.objects.first?["status"] as? String == "sure")
      let line = outcome.objects.first?["line"] as? String
      #expect(line != nil && line == upright.objects.first?["line"] as? String)
      let drawn = try ImageDecoder.inspect([UInt8](Data(contentsOf: URL(filePath: overlay))))
      #expect(drawn.width == image.width && drawn.height > image.height)
    }
  }
}
