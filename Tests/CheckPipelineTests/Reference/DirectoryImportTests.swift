import CheckActions
import CheckRendering
import Foundation
import CheckStore
import Testing

@testable import CheckPipeline

@Suite(.patience) struct DirectoryImportTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench()
    pipeline = try await bench.open()
  }

  private func file(_ name: String, _ lines: [String]) throws -> String {
    try bench.file(name, text: lines.map { $0 + "\r\n" }.joined())
  }

  private func lines(_ count: Int, seed: UInt64 = 1) -> [String] {
    var generator = SeededGenerator(seed: seed)
    return SyntheticDirectory.lines(count, using: &generator)
  }

  private var names: [String] { bench.names(in: bench.folder.routing) }

  @Test func aDataFolderBeginsWithTheMadeUpDirectory() async throws {
    let first = try #require(await pipeline.directories().first)
    #expect(first.version == 1)
    #expect(first.importedAt == nil)
    #expect(first.records == SyntheticDirectory.routingNumbers.count)
    #expect(try await pipeline.directories().count == 1)
    #expect(names == ["routing-1.txt"])
    #expect(
      try await pipeline.institution(Lines.routing[0])?.name == "HARBOR LIGHT SAVINGS BANK")
  }

  @Test func anImportHoldsFromThenOn() async throws {
    let lines = lines(18_000)
    let path = try file("new.txt", lines.reversed())
    let receipt = try await pipeline.importDirectory(file: path, by: "clerk")
    #expect(!receipt.isUnchanged)
    let all = try await pipeline.directories()
    #expect(all.map(\.version) == [1, 2])
    #expect(all.last == receipt.directory)
    #expect(all.last?.actor == "clerk")
    #expect(all.last?.source == "new.txt")
    #expect(all.last?.records == 18_000)
    #expect(all.last?.importedAt == bench.clock.wall)
    #expect(names == ["routing-1.txt", "routing-2.txt"])
    #expect(try await pipeline.institution(Lines.routing[0]) == nil)
    let number = String(lines[17_000].prefix(9))
    #expect(try await pipeline.institution(number)?.routingNumber == number)
    let other = try await bench.open()
    #expect(try await other.institution(number)?.routingNumber == number)
  }

  @Test func aDamagedFileChangesNothing() async throws {
    var lines = lines(18_000)
    lines[9_000] = String(lines[9_000].prefix(100))
    let path = try file("bad.txt", lines)
    let error = await #expect(throws: RoutingDirectoryText.Failure.self) {
      try await pipeline.importDirectory(file: path, by: "clerk")
    }
    #expect(error?.description.contains("line 9001") == true)
    #expect(try await pipeline.directories().count == 1)
    #expect(names == ["routing-1.txt"])
    #expect(try await pipeline.institution(Lines.routing[0]) != nil)
  }

  @Test func theSameContentAgainIsNoNewVersionAndMendsALostFile() async throws {
    let path = try file("new.txt", lines(100))
    let first = try await pipeline.importDirectory(file: path, by: "clerk")
    let again = try await pipeline.importDirectory(file: path, by: "other")
    #expect(again.isUnchanged)
    #expect(again.directory == first.directory)
    let kept = RoutingDirectory.file(version: 2, in: bench.folder.routing)
    for damage in ["", "damaged"] {
      try Data(damage.utf8).write(to: URL(fileURLWithPath: kept))
      await #expect(throws: ActionFailure.self) { try await pipeline.institution("000000000") }
      #expect(try await pipeline.importDirectory(file: path, by: "clerk").isUnchanged)
      #expect(try await pipeline.institution("000000000") == nil)
    }
    #expect(names == ["routing-1.txt", "routing-2.txt"])
    #expect(try await pipeline.directories().map(\.version) == [1, 2])
  }

  @Test func fewerThanHalfOfTheRecordsNeedAWord() async throws {
    let all = lines(100)
    let first = try await pipeline.importDirectory(file: file("all.txt", all), by: "clerk")
    #expect(first.recordsBefore == SyntheticDirectory.routingNumbers.count)
    let cut = try file("cut.txt", Array(all.prefix(49)))
    let error = await #expect(throws: RoutingDirectoryError.self) {
      try await pipeline.importDirectory(file: cut, by: "clerk")
    }
    #expect(error == .fewer(file: cut, records: 49, than: 100))
    for part in [cut, "49", "100", "--allow-fewer"] {
      #expect(error?.description.contains(part) == true, "\(part)")
    }
    #expect(try await pipeline.directories().map(\.version) == [1, 2])
    #expect(names == ["routing-1.txt", "routing-2.txt"])
    let half = try file("half.txt", Array(all.prefix(50)))
    #expect(try await pipeline.importDirectory(file: half, by: "clerk").recordsBefore == 100)
    let few = try file("few.txt", Array(all.prefix(1)))
    let taken = try await pipeline.importDirectory(file: few, by: "clerk", allowsFewer: true)
    #expect(taken.directory.records == 1)
    #expect(taken.recordsBefore == 50)
  }

  /// The made-up directory of the beginning says nothing of how many banks there are.
  @Test func theFirstImportMayBeAsSmallAsItIs() async throws {
    let receipt = try await pipeline.importDirectory(file: file("one.txt", lines(1)), by: "clerk")
    #expect(receipt.directory.version == 2)
  }

  @Test func anEarlierVersionComesBackAsANewOne() async throws {
    let path = try file("new.txt", lines(100))
    _ = try await pipeline.importDirectory(file: path, by: "clerk")
    let receipt = try await pipeline.restoreDirectory(1, by: "clerk")
    #expect(receipt.directory.version == 3)
    #expect(receipt.directory.restoredFrom == 1)
    #expect(try await pipeline.institution(Lines.routing[0]) != nil)
    #expect(try await pipeline.restoreDirectory(3, by: "clerk").isUnchanged)
    #expect(try await pipeline.restoreDirectory(2, by: "clerk").directory.version == 4)
    #expect(try await pipeline.institution(Lines.routing[0]) == nil)
    for absent in [0, 5, -1] {
      await #expect(throws: RoutingDirectoryError.noSuchVersion(absent)) {
        try await pipeline.restoreDirectory(absent, by: "clerk")
      }
    }
  }

  @Test func aVersionWhoseFileWasChangedIsNotRestored() async throws {
    _ = try await pipeline.importDirectory(file: file("new.txt", lines(100)), by: "clerk")
    let first = RoutingDirectory.file(version: 1, in: bench.folder.routing)
    try Data(SyntheticDirectory.text.replacingOccurrences(of: "HARBOR", with: "FORGED").utf8)
      .write(to: URL(fileURLWithPath: first))
    await #expect(throws: RoutingDirectoryError.changed(version: 1, file: first)) {
      try await pipeline.restoreDirectory(1, by: "clerk")
    }
    try FileManager.default.removeItem(atPath: first)
    await #expect(throws: ActionFailure.self) {
      try await pipeline.restoreDirectory(1, by: "clerk")
    }
    #expect(try await pipeline.directories().count == 2)
  }

  /// A file without a row is what an import leaves that is killed before its commit.
  @Test func theNumberOfALeftOverIsNotUsedAgain() async throws {
    let left = RoutingDirectory.file(version: 2, in: bench.folder.routing)
    let content = Data(lines(7, seed: 9).map { $0 + "\n" }.joined().utf8)
    try content.write(to: URL(fileURLWithPath: left))
    #expect(try await pipeline.institution(Lines.routing[0]) != nil)
    let receipt = try await pipeline.importDirectory(file: file("new.txt", lines(5)), by: "clerk")
    #expect(receipt.directory.version == 3)
    #expect(try Data(contentsOf: URL(fileURLWithPath: left)) == content)
    await #expect(throws: RoutingDirectoryError.noSuchVersion(2)) {
      try await pipeline.restoreDirectory(2, by: "clerk")
    }
  }

  @Test func temporariesOfTheDeadAreRemovedAndOthersStay() async throws {
    let living = "\(bench.folder.routing)/\(pipeline.parts.owner.id).99.tmp"
    for path in ["\(bench.folder.routing)/1-dead.1.tmp", living] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: path))
    }
    _ = try await pipeline.importDirectory(file: file("new.txt", lines(5)), by: "clerk")
    #expect(
      Set(names) == ["routing-1.txt", "routing-2.txt", String(living.split(separator: "/").last!)])
  }

  @Test func importsAtOnceAllLandOneAfterTheOther() async throws {
    let other = try await bench.open()
    let files = try (1...8).map { try file("\($0).txt", lines(300, seed: UInt64($0))) }
    let versions = try await withThrowingTaskGroup(of: Int.self) { group in
      for (index, file) in files.enumerated() {
        let pipeline = index.isMultiple(of: 2) ? pipeline : other
        group.addTask {
          try await pipeline.importDirectory(file: file, by: "clerk").directory.version
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    // In the order of the versions; a number is left out where a later one came first.
    #expect(Set(versions).count == 8 && versions.allSatisfy { $0 > 1 })
    #expect(try await pipeline.directories().map(\.version) == [1] + versions.sorted())
    #expect(Set(names) == Set(([1] + versions).map { "routing-\($0).txt" }))
    for directory in try await pipeline.directories().dropFirst() {
      let text = try RoutingDirectoryText(
        file: RoutingDirectory.file(version: directory.version, in: bench.folder.routing))
      #expect(text.checksum == directory.checksum)
    }
  }

  @Test func whatWasWrittenDownStays() async throws {
    for sql in ["UPDATE routing_directories SET records = 1", "DELETE FROM routing_directories"] {
      await #expect(throws: SQLError.self) { try await pipeline.sql(sql) }
    }
  }
}
