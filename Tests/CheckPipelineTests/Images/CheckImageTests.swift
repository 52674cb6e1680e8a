@testable import CheckActions
import Foundation
import ImageCodecs
import Testing

@testable import CheckPipeline

/// What the image action makes for archive and bank, from the container to the image store.
@Suite struct CheckImageTests {
  private func deposit(_ pipeline: Pipeline, _ bench: Bench, back: Bool = false) async throws
    -> CheckDetails
  {
    var submission = Submission(
      front: try bench.file("front.png", Lines.picture()),
      statement: try DepositStatement(account: "55", amount: Cents(1999)))
    if back { submission.back = .file(try bench.file("rear.png", Lines.picture(seed: 2))) }
    let receipt = try await pipeline.submit(submission)
    try await pipeline.finish([receipt.check], slots: 1)
    return try await pipeline.details(receipt.check)
  }

  @Test(arguments: [false, true])
  func areInTheStoreBeforeTheRowsThatNameThem(back: Bool) async throws {
    let bench = try Bench()
    let details = try await deposit(bench.open(), bench, back: back)
    #expect(details.check.state == .deposited)
    #expect(details.images.map(\.kind).prefix(3) == [.bitonal, .half, .quarter])
    #expect(
      details.images.map(\.side)
        == (back ? [.front, .front, .front, .back, .back, .back] : [.front, .front, .front]))
    for image in details.images {
      let bytes = try image.reference.read(limit: image.bytes)
      let info = try ImageDecoder.inspect(bytes)
      #expect(bytes.count == image.bytes)
      #expect((info.width, info.height) == (image.width, image.height))
      #expect(info.format == (image.kind == .bitonal ? .tiff : .png))
      #expect(image.reference.locator.path.hasSuffix("/\(ImageHash(of: bytes))"))
    }
    #expect(details.image?.archive == [], "rows of their own")
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
  }

  @Test func aScratchFileThatIsNotWhatWasSaidIsRefused() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let file = try bench.file("half", [1, 2, 3])
    let image = ArchiveImage(
      side: .front, kind: .half,
      reference: ImageReference(hash: ImageHash(of: [1, 2]), locator: .file(path: file)), bytes: 3,
      width: 1, height: 1)
    let response = ImageAction.Response(picture: nil, quality: nil, archive: [image], findings: [])
    let run = Invocation(
      container: "image-1", isCold: true, startedAt: bench.clock.wall, initMicroseconds: 0,
      runMicroseconds: 0, log: ActivationLog(), result: .success(.image(response)))
    let taken = await pipeline.parts.take(run, original: ImageHash(of: [9]))
    #expect(throws: ActionFailure.self) { try taken.invocation.result.get() }
    #expect(taken.images.isEmpty)
    #expect(!fileExists(file), "nothing stays in the scratch folder")
  }

  @Test func aDiskThatTakesNoImagesIsTheMomentsFault() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.retry = RetryPolicy(attempts: 1) }
    let submission = Submission(
      front: try bench.file("front.png", Lines.picture()),
      statement: try DepositStatement(account: "55", amount: Cents(1999)))
    let receipt = try await pipeline.submit(submission)
    let blocked = try bench.refuseNewImages()
    try await pipeline.finish([receipt.check], slots: 1)
    #expect(try await pipeline.check(receipt.check).state == .failed)
    #expect(try await pipeline.details(receipt.check).images == [])
    try bench.takeNewImages(again: blocked)
    try await pipeline.redrive(receipt.check, by: "tester")
    try await pipeline.finish([receipt.check], slots: 1)
    #expect(try await pipeline.details(receipt.check).images.count == 3)
  }
}
