import CheckActions
import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs
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
    #expect(cold.picture?.file != warm.picture?.file)
    #expect(cold.quality == warm.quality)
    #expect(cold.picture?.width == 1200)
    #expect(cold.quality?.isBlank == false)
    #expect(cold.picture?.load() == CheckRenderer.renderGray(Pictures.design))
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
        let reading = try reader.invoke(.init(original: front, cached: picture), log: &log)
        #expect(reading.status == .noLine)
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
        file: scratch.path + "/gone/picture-1.gray", reason: "No such file or directory (open)")
    ) {
      _ = try action.invoke(.init(front: front), log: &log)
    }
  }
}
