import CheckActions
import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs
import MICR
import Testing

@Suite struct MICRActionTests {
  private let scratch: Scratch
  private let original: String
  private let picture: NormalisedPicture
  private let expected: MICRReading

  init() throws {
    scratch = try Scratch()
    original = try scratch.file("f.png", Pictures.check.get())
    picture = try NormalisedPicture(
      writing: CheckRenderer.renderGray(Pictures.design), to: scratch.path + "/p.gray")
    expected = try Self.read(scratch, .init(.init(front: original))).reading
  }

  private static func read(
    _ scratch: Scratch, _ request: MICRAction.Request
  ) throws -> (reading: MICRReading, log: [String]) {
    var action = try MICRAction(environment: scratch.environment())
    var log = ActivationLog()
    return (try action.invoke(request, log: &log).reading, log.lines)
  }

  @Test func readsTheLineFromTheOriginal() {
    #expect(expected.status == .sure)
    #expect(
      expected.line.filter { $0 != " " } == "A\(Pictures.routing)A123456789C1042")
    #expect(expected.fields?.serial == "1042")
  }

  @Test func coldAndWarmGiveTheSameReading() throws {
    var action = try MICRAction(environment: scratch.environment())
    var log = ActivationLog()
    for _ in 0..<3 {
      #expect(
        try action.invoke(.init(.init(front: original)), log: &log) == MICRAction.Response(expected)
      )
    }
  }

  @Test func readsFromTheCacheWithoutTheOriginal() throws {
    let request = MICRAction.Request(.init(front: scratch.path + "/absent"), cached: picture)
    let (reading, log) = try Self.read(scratch, request)
    #expect(reading == expected)
    #expect(!log.contains("picture made again from the original"))
  }

  @Test(arguments: ["missing", "short", "long", "one bit", "empty", "folder"])
  func aSpoiltCacheGivesTheSameReading(how: String) throws {
    var place = scratch.path + "/p.gray"
    var bytes = CheckRenderer.renderGray(Pictures.design).pixels
    switch how {
    case "missing": place += ".absent"
    case "short": place = try scratch.file("q", Array(bytes.dropLast()))
    case "long": place = try scratch.file("q", bytes + [0])
    case "one bit":
      bytes[1000] ^= 1
      place = try scratch.file("q", bytes)
    case "empty": place = try scratch.file("q", [])
    default: place = scratch.path
    }
    var cached = picture
    cached.locator = .file(path: place)
    let (reading, log) = try Self.read(scratch, .init(.init(front: original), cached: cached))
    #expect(reading == expected)
    #expect(log.first == "picture made again from the original")
  }

  @Test(arguments: [
    (1200, 549), (550, 1200 + 1), (0, 0), (-1200, -550), (Int.max, 2), (Int.max, Int.max),
    (1, Int.max), (Int.min, -1),
  ])
  func wrongDimensionsGiveTheSameReading(width: Int, height: Int) throws {
    var cached = picture
    (cached.width, cached.height) = (width, height)
    #expect(
      try Self.read(scratch, .init(.init(front: original), cached: cached)).reading == expected)
  }

  @Test func noLineIsAResponse() throws {
    let rear = GrayImage(lumaOf: CheckRenderer.renderRear(Pictures.design))
    let file = try scratch.file("rear.png", PNGCodec.encode(rear))
    let (reading, _) = try Self.read(scratch, .init(.init(front: file)))
    #expect(reading.status == .noLine)
    #expect(reading.line.isEmpty)
    #expect(reading.fields == nil)
  }

  @Test func aMissingOriginalIsAFailureOfTheMoment() throws {
    let absent = scratch.path + "/absent"
    #expect(
      throws: ActionFailure.unreadable(file: absent, reason: "No such file or directory (open)")
    ) {
      _ = try Self.read(scratch, .init(.init(front: absent)))
    }
  }
}
