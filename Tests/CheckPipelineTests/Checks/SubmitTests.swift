import CheckActions
import Foundation
import CheckStore
import Testing

@testable import CheckPipeline

@Suite struct SubmitTests {
  @Test func theSameContentIsTheSameCheck() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let first = try await pipeline.submit(bench.submission("a"))
    #expect(first == Receipt(check: 1, isReplay: false))
    var again = try bench.submission("a")
    again.statement = try DepositStatement(
      account: "55", amount: Cents(1999), email: "new@example.com", memo: "other words")
    #expect(try await pipeline.submit(again) == Receipt(check: 1, isReplay: true))
    #expect(try await pipeline.check(1).statement.email == nil)
    #expect(try await pipeline.submit(bench.submission("a", cents: 2000)).check == 2)
    #expect(try await pipeline.submit(bench.submission("a", account: "56")).check == 3)
    #expect(try await pipeline.submit(bench.submission("b")).check == 4)
    var twoSided = try bench.submission("a")
    twoSided.back = .file(try bench.file("rear", text: "rear"))
    #expect(try await pipeline.submit(twoSided) == Receipt(check: 5, isReplay: false))
    let stats = try await pipeline.queueStats()
    #expect(stats.ready == 5)
  }

  @Test func aClientKeyBelongsToOneContent() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    #expect(try await pipeline.submit(bench.submission("a", key: "k")).check == 1)
    #expect(
      try await pipeline.submit(bench.submission("a", key: "k"))
        == Receipt(check: 1, isReplay: true))
    for other in [
      try bench.submission("b", key: "k"), try bench.submission("a", cents: 1, key: "k"),
      try bench.submission("a", account: "7", key: "k"),
    ] {
      await #expect(throws: PipelineError.keyReused(key: "k", check: 1)) {
        _ = try await pipeline.submit(other)
      }
    }
    #expect(try await pipeline.checks().count == 1)
  }

  @Test func aRearThatIsTheFrontIsRefused() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    var submission = try bench.submission("a")
    for rear in [submission.front.description, try bench.file("copy", text: "a")] {
      submission.back = .file(rear)
      let front = submission.front.description
      await #expect(throws: PipelineError.sameImages(front: front, rear: rear)) {
        _ = try await pipeline.submit(submission)
      }
    }
    #expect(try await pipeline.checks().isEmpty)
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
    submission.back = .file(try bench.file("rear", text: "b"))
    #expect(try await pipeline.submit(submission).check == 1)
  }

  @Test func keysHaveALimit() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for (key, count) in [("", 0), (String(repeating: "k", count: 201), 201)] {
      await #expect(throws: PipelineError.badKey(count: count)) {
        _ = try await pipeline.submit(bench.submission("a", key: key))
      }
    }
    let longest = String(repeating: "k", count: 200)
    #expect(try await pipeline.submit(bench.submission("a", key: longest)).check == 1)
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
  }

  @Test func identicalSubmissionsAtOnceGiveOneCheck() async throws {
    let bench = try Bench()
    let pipelines = [try await bench.open(), try await bench.open()]
    let submissions = try (0..<32).map { _ in try bench.submission("same") }
    let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
      for (index, submission) in submissions.enumerated() {
        group.addTask { try await pipelines[index % 2].submit(submission) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(receipts.map(\.check)) == [1])
    #expect(receipts.filter { !$0.isReplay }.count == 1)
    #expect(try await pipelines[0].history(of: 1).count == 1)
    #expect(try await pipelines[0].queueStats().ready == 1)
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
  }

  @Test func eachOfABatchHasItsOwnAnswer() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    var absent = try bench.submission("x")
    absent.front = .file(absent.front.description + ".absent")
    var folder = try bench.submission("x")
    folder.front = .file(bench.root)
    let answers = await pipeline.submit([
      try bench.submission("a"), absent, try bench.submission("a"),
      try bench.submission("c", key: ""), folder, try bench.submission("b"),
    ])
    #expect(try answers[0].get() == Receipt(check: 1, isReplay: false))
    #expect(
      throws: PipelineError.unreadableFile(
        absent.front.description, reason: "No such file or directory (open)")
    ) { try answers[1].get() }
    #expect(try answers[2].get() == Receipt(check: 1, isReplay: true))
    #expect(throws: PipelineError.badKey(count: 0)) { try answers[3].get() }
    #expect(
      throws: PipelineError.unreadableFile(bench.root, reason: "not a regular file")
    ) { try answers[4].get() }
    #expect(try answers[5].get() == Receipt(check: 2, isReplay: false))
  }

  @Test func linksAreFollowedOnlyWhereTheyMay() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    var submission = try bench.submission("a")
    let link = bench.root + "/link.png"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: submission.front.description)
    submission.front = .file(link)
    submission.followsLinks = false
    await #expect(throws: PipelineError.self) { _ = try await pipeline.submit(submission) }
    submission.followsLinks = true
    #expect(try await pipeline.submit(submission).check == 1)
    #expect(try await pipeline.check(1).frontName == "link.png")
  }

  @Test func theImagesAreThereBeforeTheRow() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    _ = try await pipeline.submit(bench.submission("bytes"))
    let details = try await pipeline.details(1)
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: details.front.locator.path)) == Data("bytes".utf8))
    #expect(details.history.map(\.to) == [.received])
    #expect(details.history.first?.from == nil)
  }

  @Test func whatTheDiskDoesNotTakeIsRefusedWhole() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try FileManager.default.removeItem(atPath: bench.folder.imageTemporaries)
    await #expect(throws: PipelineError.self) {
      _ = try await pipeline.submit(bench.submission("a"))
    }
    #expect(try await pipeline.checks().isEmpty)
    #expect(try await pipeline.queueStats() == QueueStats())
  }
}
