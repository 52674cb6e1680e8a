import CheckActions
import CheckRendering
import CheckStore
import Foundation
import Synchronization
import Testing

@testable import CheckPipeline

/// Two imports of which neither waits for the other.
@Suite(.patience) struct DirectoryRaceTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench()
    pipeline = try await bench.open()
  }

  private struct Refused: Error {}

  private func text(_ count: Int, seed: UInt64 = 1) throws -> RoutingDirectoryText {
    try RoutingDirectoryText(file: file(count, seed: seed))
  }

  private func file(_ count: Int, seed: UInt64 = 1) throws -> String {
    var generator = SeededGenerator(seed: seed)
    let lines = SyntheticDirectory.lines(count, using: &generator)
    return try bench.file("\(count)-\(seed).txt", text: lines.map { $0 + "\n" }.joined())
  }

  private var names: [String] { bench.names(in: bench.folder.routing) }

  /// Brings in one directory, and another once its versions were read.
  private func bring(
    _ text: RoutingDirectoryText, overtakenBy other: String,
    check: @escaping @Sendable (RoutingDirectoryVersion) throws -> Void = { _ in }
  ) async throws -> (RoutingDirectoryReceipt, seen: [Int]) {
    let seen = Mutex<[Int]>([])
    let receipt = try await pipeline.bring(text, by: "ada", source: "x", restoredFrom: nil) {
      held in
      try check(held)
      let isFirst = seen.withLock { seen in
        seen.append(held.version)
        return seen.count == 1
      }
      if isFirst { _ = try await pipeline.importDirectory(file: other, by: "bob") }
    }
    return (receipt, seen.withLock { $0 })
  }

  @Test func whoIsOvertakenIsComparedWithWhatHoldsByThen() async throws {
    let mine = try text(60)
    let (receipt, seen) = try await bring(mine, overtakenBy: file(100))
    #expect(seen == [1, 2])
    #expect(receipt.directory.version == 3)
    #expect(receipt.recordsBefore == 100)
    #expect(try await pipeline.directories().map(\.actor) == ["checkctl", "bob", "ada"])
    #expect(try await pipeline.directories().last == receipt.directory)
    #expect(names == ["routing-1.txt", "routing-2.txt", "routing-3.txt"])
    #expect(pipeline.parts.directories.holds(mine.normalised, version: 3))
  }

  @Test func whatHoldsByThenMayRefuseIt() async throws {
    await #expect(throws: Refused.self) {
      _ = try await bring(text(40), overtakenBy: file(100)) { held in
        if held.records == 100 { throw Refused() }
      }
    }
    #expect(try await pipeline.directories().map(\.version) == [1, 2])
    #expect(names == ["routing-1.txt", "routing-2.txt"])
  }

  @Test func theSameContentAtOnceIsOneVersion() async throws {
    let (receipt, seen) = try await bring(text(100), overtakenBy: file(100))
    #expect(seen == [1])
    #expect(receipt.isUnchanged)
    #expect(receipt.directory.version == 2)
    #expect(receipt.recordsBefore == 100)
    #expect(names == ["routing-1.txt", "routing-2.txt"])
  }

  /// Each has its file by then, and they are committed in either order.
  @Test(arguments: [(2, 3), (3, 2)])
  func ofTwoRowsAtOnceOneIsAdded(first: Int, second: Int) async throws {
    let (text, now) = (try text(100), bench.clock.wall)
    @Sendable func add(_ version: Int) -> @Sendable (Transaction) throws -> Bool {
      { db in
        try RoutingDirectoryVersion(
          version: version, importedAt: now, actor: "ada", source: "x", text: text
        ).insert(db, after: 1)
      }
    }
    let (isAdded, other) = try TwoWriters(bench.folder).run(add(first), then: add(second))
    #expect(isAdded)
    #expect(try other.get() == false)
    #expect(try await pipeline.directories().map(\.version) == [1, first])
  }

  /// A file without a row, as a process leaves it that dies between the two.
  @Test func theNumbersOfLeftOversArePassedOver() async throws {
    for version in [2, 3] {
      let left = RoutingDirectory.file(version: version, in: bench.folder.routing)
      try Data("left".utf8).write(to: URL(fileURLWithPath: left))
    }
    let (receipt, _) = try await bring(text(60), overtakenBy: file(100))
    #expect(receipt.directory.version == 5)
    #expect(try await pipeline.directories().map(\.version) == [1, 4, 5])
    #expect(names == (1...5).map { "routing-\($0).txt" })
  }
}
