import Testing

@testable import CheckPipeline
@testable import CheckStore

/// That the tests of two writers can fail.
@Suite struct TwoWritersTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private static let count = "SELECT count(*) FROM meta"

  @Test func whoReadsFirstIsRefused() async throws {
    _ = try await bench.open()
    let (_, second) = try TwoWriters(bench.folder).run { db in
      try db.run("INSERT INTO meta (key, value) VALUES ('a', '')")
    } then: { db in
      let seen = try db.int(Self.count)
      try db.run("INSERT INTO meta (key, value) VALUES ('b', '')")
      return seen
    }
    let error = #expect(throws: SQLError.self) { try second.get() }
    #expect(error?.kind == .busy)
  }

  @Test func whoWritesFirstSeesWhatTheOtherLeft() async throws {
    _ = try await bench.open()
    let (before, second) = try TwoWriters(bench.folder).run { db in
      let before = try db.int(Self.count)
      try db.run("INSERT INTO meta (key, value) VALUES ('a', '')")
      return before
    } then: { db in
      try db.run("UPDATE meta SET value = value WHERE key = 'boot_id'")
      return try db.int(Self.count)
    }
    #expect(try second.get() == before + 1)
  }
}
