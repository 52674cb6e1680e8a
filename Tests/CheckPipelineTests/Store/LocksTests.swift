import CheckActions
import CheckStore
import Testing

@testable import CheckPipeline

@Suite struct LocksTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  private static let names: [Locks.Name] = [
    .customer("55"), .account("55"), .payor("021000021/55"), .line("55"), .account("55"),
    .image(ImageHash(trusted: "55")), .customer("dana"),
  ]

  private func turns() async throws -> [Int: Int] {
    try await pipeline.parts.store.read { db in
      let rows = try db.rows("SELECT stripe, turns FROM locks WHERE turns > 0") {
        row -> (Int, Int) in (row[0], row[1])
      }
      return Dictionary(uniqueKeysWithValues: rows)
    }
  }

  @Test func eachStripeIsLockedOnceHoweverManyNamesItHas() async throws {
    try await pipeline.parts.store.write { db in
      var locks = try Locks.take(db, Self.names)
      try locks.add(db, Self.names, of: 1)
    }
    let stripes = Set(Self.names.map(\.stripe))
    #expect(stripes.count == 6)
    #expect(try await turns() == Dictionary(uniqueKeysWithValues: stripes.map { ($0, 1) }))
  }

  @Test func stripesAreLockedInAscendingOrderAndThoseOfCustomersLast() async throws {
    let taken = try await pipeline.parts.store.write { db in
      let trace = try Trace(db)
      try Locks.take(db, Self.names)
      return trace.end()
    }
    let stripes = taken.compactMap { Int($0.split(separator: " ").last ?? "") }
    #expect(stripes.count == 6)
    #expect(stripes == stripes.sorted())
    #expect(stripes.suffix(2).allSatisfy { $0 >= 256 })
    #expect(stripes.prefix(4).allSatisfy { $0 < 256 })
  }

  @Test func whatComesBeforeIsNotLockedAfterwards() async throws {
    await #expect(throws: PipelineError.changedMeanwhile(7)) {
      try await pipeline.parts.store.write { db in
        var locks = try Locks.take(db, [.customer("dana")])
        try locks.add(db, [.account("55")], of: 7)
      }
    }
    #expect(try await turns() == [:])
  }

  /// The stripes of names are the same in every process and version, or two that work on one store
  /// would not wait for each other.
  @Test func aNameHasTheSameStripeForEver() {
    #expect(Locks.Name.account("55").stripe == 208)
    #expect(Locks.Name.customer("dana").stripe == 466)
    let stripes = (0..<10_000).map { Locks.Name.account("\($0)").stripe }
    #expect(Set(stripes).count == 256)
  }

  @Test func whoWantsTheSameNameWaits() async throws {
    let (_, second) = try TwoWriters(bench.folder).run { db in
      try Locks.take(db, [.account("55")])
      try db.run("INSERT INTO meta (key, value) VALUES ('a', '')")
    } then: { db in
      try Locks.take(db, [.payor("9"), .account("55")])
      return try db.int("SELECT count(*) FROM meta WHERE key = 'a'")
    }
    #expect(try second.get() == 1)
    #expect(try await turns()[Locks.Name.account("55").stripe] == 2)
  }
}
