import CheckActions
import CheckRendering
import Foundation
import ImageCodecs
import Testing

@Suite struct IntakeActionTests {
  private func run(
    _ scratch: Scratch, front: String, back: String? = nil, limits: ImageLimits = .standard
  ) throws -> IntakeAction.Response {
    var action = try IntakeAction(environment: scratch.environment(limits: limits))
    var log = ActivationLog()
    let cold = try action.invoke(.init(front: front, back: back), log: &log)
    let warm = try action.invoke(.init(front: front, back: back), log: &log)
    #expect(cold == warm)
    return cold
  }

  @Test func tellsWhatTheSidesAre() throws {
    let scratch = try Scratch()
    let png = try scratch.file("f.png", Pictures.check.get())
    let jpeg = try scratch.file(
      "b.jpg",
      JPEGCodec.encode(
        CheckRenderer.render(Pictures.design), quality: 60))
    let response = try run(scratch, front: png, back: jpeg)
    #expect(response.findings == [])
    #expect(response.front?.format == .png)
    #expect(response.front?.width == 1200)
    #expect(response.front?.height == 550)
    #expect(response.back?.format == .jpeg)
    #expect(response.back?.width == 1200)
  }

  @Test func badBytesAreAResponse() throws {
    let scratch = try Scratch()
    let check = try Pictures.check.get()
    let table: [(name: String, bytes: [UInt8], reason: Reason)] = [
      ("empty", [], .notAnImage), ("text", Array("no picture".utf8), .notAnImage),
      ("huge", try Pictures.huge(), .tooLarge), ("cut", Array(check.prefix(20)), .truncated),
      ("signature", Array(check.prefix(8)), .truncated), ("jpeg", [0xFF, 0xD8, 0xFF], .truncated),
    ]
    for row in table {
      let file = try scratch.file(row.name, row.bytes)
      let response = try run(scratch, front: file)
      #expect(response.front == nil, "\(row.name)")
      #expect(response.findings.map(\.reason) == [row.reason], "\(row.name)")
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
    #expect(response.front != nil)
    #expect(response.back == nil)
    #expect(response.findings.map(\.reason) == [.notAnImage])
    #expect(response.findings[0].detail.hasPrefix("The back cannot be taken:"))
  }

  @Test func aMissingFileIsAFailureOfTheMoment() throws {
    let scratch = try Scratch()
    var action = try IntakeAction(environment: scratch.environment())
    var log = ActivationLog()
    let absent = scratch.path + "/absent"
    #expect(
      throws: ActionFailure.unreadable(file: absent, reason: "No such file or directory (open)")
    ) {
      _ = try action.invoke(.init(front: absent), log: &log)
    }
  }
}
