import CheckActions
import CheckStore
import Foundation
import Testing

@testable import CheckPipeline

/// The store names images by their hashes, and says nothing of where this host keeps them.
@Suite struct StoredPlaceTests {
  private static func submit(_ pipeline: Pipeline, _ bench: Bench) async throws -> CheckID {
    let submission = Submission(
      front: try bench.file("front.png", Lines.picture()),
      statement: try DepositStatement(account: "55", amount: Cents(1999)))
    return try await pipeline.submit(submission).check
  }

  @Test func noResultHasAPlaceInIt() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let check = try await Self.submit(pipeline, bench)
    try await pipeline.finish([check], slots: 1)
    let results = try await pipeline.parts.store.read { db in
      try db.rows("SELECT response FROM results") { row -> String in row[0] }
    }
    #expect(results.count == 4)
    for result in results { #expect(!result.contains("check-pipeline-"), "\(result)") }
    let picture = try #require(try await pipeline.details(check).image?.picture)
    #expect((picture.width, picture.height, picture.locator) == (1200, 550, nil))
  }

  /// As earlier versions wrote it, with the file in the cache of another host or data folder.
  @Test(arguments: ["/gone/cache/picture.gray", ""])
  func aResultOfAnEarlierVersionIsReadFromTheCache(file: String) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let check = try await Self.submit(pipeline, bench)
    try await pipeline.work(to: .micr)
    try await pipeline.sql(
      """
      UPDATE results SET response =
        json_remove(json_set(response, '$.picture.file', ?), '$.picture.locator')
      WHERE action = 'image'
      """, [file])
    try await pipeline.finish([check], slots: 1)
    let details = try await pipeline.details(check)
    #expect(details.check.state == .deposited)
    #expect(details.image?.picture?.width == 1200)
    let log: String = try #require(
      try await pipeline.value("SELECT log FROM activations WHERE action = 'micr'"))
    #expect(!log.contains("made again"))
  }

  @Test(arguments: [true, false])
  func aCheckWhoseOriginalIsDamagedFailsAndSaysSo(isInline: Bool) async throws {
    // A sanitizer needs more address space than a container has.
    guard isInline || !Bench.isSanitized else { return }
    let bench = try Bench()
    let pipeline = try await bench.open {
      $0.retry = RetryPolicy(attempts: 1)
      if !isInline { $0.containers.isolation = Bench.processes }
    }
    let check = try await Self.submit(pipeline, bench)
    let front = try await pipeline.details(check).front
    let bytes = try front.read()
    try Data(Lines.picture(serial: "9")).write(to: URL(fileURLWithPath: front.locator.path))
    try await pipeline.finish([check], slots: 1)
    #expect(try await pipeline.check(check).state == .failed)
    #expect(
      try await pipeline.failedMessages().map(\.error)
        == [ActionFailure.damaged(front).description])
    try Data(bytes).write(to: URL(fileURLWithPath: front.locator.path))
    try await pipeline.redrive(check, by: "tester")
    try await pipeline.finish([check], slots: 1)
    #expect(try await pipeline.check(check).state == .deposited)
  }
}
