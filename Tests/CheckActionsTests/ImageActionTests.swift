import CheckActions
import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs
import MICR
import Testing

@Suite struct ImageActionTests {
  private func run(
    _ scratch: Scratch, front: String, back: String? = nil, limits: ImageLimits = .standard
  ) throws -> ImageAction.Response {
    var action = try ImageAction(environment: scratch.environment(limits: limits))
    var log = ActivationLog()
    return try action.invoke(.init(front: front, back: back), log: &log)
  }

  @Test func coldAndWarmGiveTheSamePicture() throws {
    let scratch = try Scratch()
    let front = try scratch.file("f.png", Pictures.check.get())
    var action = try ImageAction(environment: scratch.environment())
    var log = ActivationLog()
    let cold = try action.invoke(.init(front: front), log: &log)
    let warm = try action.invoke(.init(front: front), log: &log)
    #expect(cold.picture?.checksum == warm.picture?.checksum)
    #expect(cold.picture?.locator != warm.picture?.locator)
    #expect(cold.quality == warm.quality)
    #expect(cold.picture?.width == 1200)
    #expect(cold.quality?.isBlank == false)
    #expect(cold.picture?.load() == CheckRenderer.renderGray(Pictures.design))
  }

  @Test func bothSidesAreMeasuredAndCompared() throws {
    let scratch = try Scratch()
    let front = CheckRenderer.renderGray(Pictures.design)
    let rear = front.resized(width: front.width, height: front.height * 2 / 3)
    let response = try run(
      scratch, front: try scratch.file("f.png", PNGCodec.encode(front, effort: .fast)),
      back: try scratch.file("r.png", PNGCodec.encode(rear, effort: .fast)))
    let (quality, rearQuality) = (
      try #require(response.quality), try #require(response.rearQuality)
    )
    #expect(quality[.mismatch] == nil)
    let mismatch = try #require(rearQuality[.mismatch])
    #expect(abs(mismatch - 1.0 / 3) < 0.002)
    for (figures, side) in [(quality, CheckSide.front), (rearQuality, .back)] {
      let bitonal = response.archive.first { $0.side == side && $0.kind == .bitonal }
      #expect(figures[.bytes] == bitonal.map { Double($0.bytes) })
    }
    let other = try Scratch()
    let alone = try run(other, front: scratch.path + "/f.png")
    #expect(alone.rearQuality == nil)
    let defects = QualityRules().findings(front: quality, rear: rearQuality)
    #expect(defects.map(\.reason).contains(.poorImage))
  }

  @Test func badInputsAreResponsesAndLeaveNothing() throws {
    let check = try Pictures.check.get()
    let table: [(name: String, bytes: [UInt8], reason: Reason)] = [
      ("half", Array(check.prefix(check.count / 2)), .truncated),
      ("no end", Array(check.dropLast(30)), .truncated),
      ("text", Array("no picture".utf8), .notAnImage), ("empty", [], .notAnImage),
      ("huge", try Pictures.huge(), .tooLarge), ("blank", try Pictures.blank.get(), .blank),
    ]
    for row in table {
      let scratch = try Scratch()
      let response = try run(scratch, front: try scratch.file("f", row.bytes))
      #expect(response.picture == nil, "\(row.name)")
      #expect(response.findings.map(\.reason) == [row.reason], "\(row.name)")
      #expect(scratch.names == ["f", "routing-1.txt"], "\(row.name)")
    }
  }

  @Test func tooManyBytesAreAResponse() throws {
    let scratch = try Scratch()
    let check = try Pictures.check.get()
    let file = try scratch.file("f.png", check)
    let limits = ImageLimits(maxBytes: check.count - 1)
    #expect(try run(scratch, front: file, limits: limits).findings.map(\.reason) == [.tooLarge])
  }

  @Test func aBadRearSideIsTold() throws {
    let scratch = try Scratch()
    let front = try scratch.file("f.png", Pictures.check.get())
    let response = try run(scratch, front: front, back: try scratch.file("b", text: "x"))
    #expect(response.picture == nil)
    #expect(response.findings.map(\.reason) == [.notAnImage])
  }

  @Test func makesTheCopiesAndTheBanksPicture() throws {
    let scratch = try Scratch()
    let front = try scratch.file("f.png", Pictures.check.get())
    let archive = try run(scratch, front: front).archive
    #expect(archive.map(\.kind) == [.half, .quarter, .bitonal])
    #expect(archive.allSatisfy { $0.side == .front })
    let pictures = try archive.map { try ImageDecoder.decodeGray(#require($0.load())) }
    let normalised = CheckRenderer.renderGray(Pictures.design)
    #expect(pictures[0] == normalised.halved())
    #expect(pictures[1] == normalised.halved().halved())
    #expect(zip(archive, pictures).allSatisfy { ($0.width, $0.height) == ($1.width, $1.height) })
    #expect((archive[2].width, archive[2].height, archive[2].dpi) == (1200, 550, 200))
    #expect(Set(pictures[2].pixels) == [0, 255])
    // What goes to the bank reads as the original does.
    let line = MICRReader().read(pictures[2])
    #expect(line.status == .sure)
    #expect(line.line == MICRReader().read(normalised).line)
  }

  @Test func whatIsBlackAndWhiteStaysAsItIs() throws {
    let scratch = try Scratch()
    let scan = BinaryImage(otsu: CheckRenderer.renderGray(Pictures.design))
    let front = try scratch.file("f.tif", TIFFCodec.encodeGroup4(scan, dpi: 200))
    let bitonal = try #require(try run(scratch, front: front).archive.last?.load())
    #expect(try ImageDecoder.decodeGray(bitonal).pixels == scan.ink.map { $0 == 1 ? 0 : 255 })
  }

  @Test func fineLinesSurviveAScanThatIsMadeSmaller() throws {
    // Hairlines at every third row and one more, so that they fall differently between the pixels
    // of two thirds of the size.
    var ink = [UInt8](repeating: 0, count: 1800 * 825)
    let rows = stride(from: 40, to: 700, by: 52).enumerated().map { $1 + $0 % 3 }
    for row in rows { for x in 100..<1700 { ink[row * 1800 + x] = 1 } }
    let scratch = try Scratch()
    let scan = BinaryImage(width: 1800, height: 825, ink: ink)
    let front = try scratch.file("f.tif", TIFFCodec.encodeGroup4(scan))
    let archive = try run(scratch, front: front).archive
    let bitonal = try ImageDecoder.decodeGray(#require(archive.last?.load()))
    #expect(bitonal.width == 1200)
    let seen = (0..<bitonal.height).filter { bitonal[600, $0] == 0 }
    let lines = seen.indices.filter { $0 == 0 || seen[$0] > seen[$0 - 1] + 1 }.count
    #expect(lines == rows.count)
  }

  @Test func theRearIsAFileOfItsOwnOrTheSecondPage() throws {
    let scratch = try Scratch()
    let front = CheckRenderer.renderGray(Pictures.design)
    let rear = GrayImage(lumaOf: CheckRenderer.renderRear(Pictures.design))
    let sides = [front, rear].map { BinaryImage(otsu: $0) }
    let both = try scratch.file("both.tif", TIFFCodec.encodeGroup4(pages: sides))
    let alone = try scratch.file("alone.tif", TIFFCodec.encodeGroup4(sides[1]))
    var action = try ImageAction(environment: scratch.environment())
    var log = ActivationLog()
    func archived(_ front: String, _ back: String?) throws -> [[UInt8]?] {
      try action.invoke(.init(front: front, back: back), log: &log).archive
        .filter { $0.side == .back }.map { $0.load() }
    }
    let second = try archived(both, nil)
    #expect(second.count == 3)
    #expect(try second == archived(both, alone))
    #expect(try second == archived(try scratch.file("f.png", PNGCodec.encode(front)), alone))
    var intake = try IntakeAction(environment: scratch.environment())
    let seen = try intake.invoke(.init(front: both), log: &log)
    #expect(seen.findings == [])
    #expect((seen.front?.pages, seen.back?.width, seen.back?.height) == (2, 1200, 550))
  }

  @Test func aResponseOfAnEarlierVersionIsStillRead() throws {
    let text = #"{"findings":[],"picture":{"checksum":"0","file":"f","height":2,"width":3}}"#
    let response = try JSONDecoder().decode(ImageAction.Response.self, from: Data(text.utf8))
    #expect(response.picture?.width == 3)
    #expect(response.picture?.locator == nil)
    #expect(response.picture?.load() == nil)
    #expect(response.archive == [])
  }

  @Test(arguments: [(1, 1), (1, 400), (400, 1), (2, 2), (3, 1)])
  func tinyPicturesGiveAnEncodableResponse(width: Int, height: Int) throws {
    for grays in [[UInt8(0)], [255], [0, 255]] {
      let scratch = try Scratch()
      let pixels = (0..<width * height).map { grays[$0 % grays.count] }
      let image = GrayImage(width: width, height: height, pixels: pixels)
      let front = try scratch.file("f.png", PNGCodec.encode(image))
      let response = try run(scratch, front: front)
      let data = try JSONEncoder().encode(response)
      #expect(try JSONDecoder().decode(ImageAction.Response.self, from: data) == response)
      if let picture = response.picture {
        var reader = try MICRAction(environment: scratch.environment())
        var log = ActivationLog()
        let response = try reader.invoke(.init(.init(front: front), cached: picture), log: &log)
        #expect(response.reading.status == .noLine)
      }
    }
  }

  @Test func missingFilesAndFoldersAreFailuresOfTheMoment() throws {
    let scratch = try Scratch()
    #expect(throws: ActionFailure.self) {
      _ = try run(scratch, front: scratch.path + "/absent")
    }
    let front = try scratch.file("f.png", Pictures.check.get())
    let gone = ActionEnvironment(
      scratchFolder: scratch.path + "/gone", routingFolder: scratch.path)
    var action = try ImageAction(environment: gone)
    var log = ActivationLog()
    #expect(
      throws: ActionFailure.unwritable(
        file: scratch.path + "/gone/picture-1-front-half",
        reason: "No such file or directory (open)")
    ) {
      _ = try action.invoke(.init(front: front), log: &log)
    }
  }
}
