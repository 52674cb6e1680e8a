@testable import CheckActions
import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs
import MICR
import Testing

@testable import CheckPipeline

/// What archive and bank get of a check that lay upside down.
@Suite struct TurnedCopiesTests {
  enum Sides: CaseIterable { case front, frontAndBack, twoPages, oddSize }

  /// A copy, but for the folder that it lies in.
  private struct Copy: Hashable {
    var image: CheckImage

    init(_ image: CheckImage) {
      self.image = image
      let path = image.reference.locator.path
      self.image.reference.locator = .file(path: URL(fileURLWithPath: path).lastPathComponent)
    }
  }

  private static func submission(
    _ sides: Sides, turned: Bool, in bench: Bench
  ) throws -> Submission {
    try submission(sides, quarterTurns: turned ? 2 : 0, in: bench)
  }

  /// A check that lies turned by so many quarters, as seen from its front; from behind it is turned
  /// the other way.
  private static func submission(
    _ sides: Sides, quarterTurns: Int, in bench: Bench, cents: Int = 1999
  ) throws -> Submission {
    let routing = Lines.routing[0]
    let design = CheckDesign(
      kind: .personal, payee: "Dana Example", amountInCents: cents, serial: "1042",
      micr: .personal(routing: routing, account: "123456789", serial: "1042"), seed: 1)
    var front = CheckRenderer.renderGray(design)
    if sides == .oddSize { front = front.resized(width: 1201, height: 551) }
    let rear = GrayImage(lumaOf: CheckRenderer.renderRear(design))
    let pictures = [
      front.rotated(quarterTurns: quarterTurns), rear.rotated(quarterTurns: -quarterTurns),
    ]
    let statement = try DepositStatement(account: "55", amount: Cents(cents))
    if sides == .twoPages {
      let bytes = try TIFFCodec.encodeGroup4(pages: pictures.map { BinaryImage(otsu: $0) })
      return Submission(front: try bench.file("both.tif", bytes), statement: statement)
    }
    var submission = Submission(
      front: try bench.file("front.png", PNGCodec.encode(pictures[0])), statement: statement)
    if sides == .frontAndBack {
      submission.back = .file(try bench.file("rear.png", PNGCodec.encode(pictures[1])))
    }
    return submission
  }

  private static func copies(
    _ sides: Sides, turned: Bool, isWarm: Bool = true
  ) async throws -> Set<Copy> {
    let bench = try Bench()
    let pipeline = try await bench.open { if !isWarm { $0.containers.keepMilliseconds = 0 } }
    let receipt = try await pipeline.submit(submission(sides, turned: turned, in: bench))
    if !isWarm {
      // The reader finds no normalised picture then.
      try await pipeline.work(to: .micr)
      pipeline.parts.pictures.clear()
    }
    try await pipeline.finish([receipt.check], slots: 1)
    let details = try await pipeline.details(receipt.check)
    #expect(details.check.state == .deposited)
    #expect(details.reading?.isUpsideDown == turned)
    #expect(details.history.contains { $0.note.contains("upside down") } == turned)
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
    for image in details.images { #expect(fileExists(image.reference.locator.path)) }
    return Set(details.images.map(Copy.init))
  }

  @Test(arguments: Sides.allCases, [true, false])
  func areThoseOfTheUprightCheckToTheByte(sides: Sides, isWarm: Bool) async throws {
    let upright = try await Self.copies(sides, turned: false)
    #expect(upright.count == (sides == .front || sides == .oddSize ? 3 : 6))
    #expect(try await Self.copies(sides, turned: true, isWarm: isWarm) == upright)
  }

  @Test func areInTheStoreBeforeTheCheckIsRead() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.retry = RetryPolicy(attempts: 1) }
    let id = try await pipeline.submit(Self.submission(.front, turned: true, in: bench)).check
    try await pipeline.work(to: .micr)
    let asItLay = try await pipeline.details(id).images
    let blocked = try bench.refuseNewImages()
    try await pipeline.finish([id], slots: 1)
    #expect(try await pipeline.check(id).state == .failed)
    #expect(try await pipeline.details(id).images == asItLay)
    try bench.takeNewImages(again: blocked)
    try await pipeline.redrive(id, by: "tester")
    try await pipeline.work(to: .deposit)
    let details = try await pipeline.details(id)
    #expect(details.check.state == .read)
    #expect(
      try await Set(details.images.map(Copy.init)) == Self.copies(.front, turned: false))
    #expect(Set(details.images.map(\.reference)).isDisjoint(with: asItLay.map(\.reference)))
  }

  @Test func areTurnedOnceHoweverOftenTheCheckIsSettled() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.rules.dayLimit = Cents(1500) }
    let id = try await pipeline.submit(Self.submission(.frontAndBack, turned: true, in: bench))
      .check
    try await pipeline.finish([id], slots: 1)
    #expect(try await pipeline.check(id).state == .review)
    let images = try await pipeline.details(id).images
    try await pipeline.retryReview([id], by: "tester")
    try await pipeline.finish([id], slots: 1)
    #expect(try await pipeline.details(id).images == images)
    let line = Lines.personal("1043")
    try await pipeline.correct(id, Correction(line: line, amount: Cents(1000)), by: "tester")
    try await pipeline.finish([id], slots: 1)
    #expect(try await pipeline.check(id).state == .deposited)
    #expect(try await pipeline.details(id).images == images)
    #expect(
      try await Set(images.map(Copy.init)) == Self.copies(.frontAndBack, turned: false))
  }

  @Test(arguments: [1, 3])
  func ofACheckOnItsSideAreThoseOfTheUprightOne(turns: Int) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let submission = try Self.submission(.frontAndBack, quarterTurns: turns, in: bench)
    let receipt = try await pipeline.submit(submission)
    try await pipeline.finish([receipt.check], slots: 1)
    let details = try await pipeline.details(receipt.check)
    // The measure of skew knows upright images only, and sends some others to review.
    #expect([.deposited, .review].contains(details.check.state))
    #expect(details.reading?.quarterTurns == turns)
    #expect(details.history.contains { $0.note.contains("on its side") })
    #expect(
      try await Set(details.images.map(Copy.init)) == Self.copies(.frontAndBack, turned: false))
  }
}
