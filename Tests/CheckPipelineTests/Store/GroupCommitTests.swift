import Foundation
import CheckStore
import Testing

@testable import CheckPipeline

@Suite struct GroupCommitTests {
  private struct Refused: Error, Equatable { var number: Int }

  private func store(_ bench: Bench) throws -> Store {
    try bench.folder.create()
    return try Store(folder: bench.folder, clock: bench.pipelineClock())
  }

  private func insert(_ db: Transaction, _ key: String) throws {
    try db.run("INSERT INTO meta (key, value) VALUES (?, 'v')", [key])
  }

  private func keys(_ store: Store) async throws -> Set<String> {
    try await store.read { db in
      Set(
        try db.rows("SELECT key FROM meta WHERE key NOT IN ('boot_id', 'store_id')") {
          row -> String in row[0]
        })
    }
  }

  @Test func hundredsOfConcurrentWritesAreEachAnswered() async throws {
    let bench = try Bench()
    let store = try store(bench)
    let answers = await withTaskGroup(of: (Int, Result<Int, any Error>).self) { group in
      for number in 0..<600 {
        group.addTask {
          do {
            let value = try await store.write { db -> Int in
              try insert(db, "k\(number)")
              if number % 3 == 0 { throw Refused(number: number) }
              if number % 3 == 1 { try insert(db, "k\(number)") }
              return number * 2
            }
            return (number, .success(value))
          } catch {
            return (number, .failure(error))
          }
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(answers.count == 600)
    for (number, answer) in answers {
      switch (number % 3, answer) {
      case (0, .failure(let error)): #expect(error as? Refused == Refused(number: number))
      case (1, .failure(let error)):
        #expect((error as? SQLError)?.kind == .constraint)
      case (2, .success(let value)): #expect(value == number * 2)
      default: Issue.record("\(number) was answered \(answer)")
      }
    }
    #expect(try await keys(store) == Set((0..<600).filter { $0 % 3 == 2 }.map { "k\($0)" }))
  }

  /// Holds the transaction that is being made until others have gathered behind it.
  @Test func operationsThatGatherAreAnsweredOneByOne() async throws {
    let bench = try Bench()
    let store = try store(bench)
    let gate = DispatchSemaphore(value: 0)
    let begun = DispatchSemaphore(value: 0)
    async let first: Void = store.write { _ in
      begun.signal()
      gate.wait()
    }
    await blocking { begun.wait() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          do {
            try await store.write { db in
              try insert(db, "g\(number)")
              if number == 7 { throw Refused(number: 7) }
            }
            #expect(number != 7)
          } catch let error as Refused {
            #expect(error.number == 7)
          }
        }
      }
      gate.signal()
      try await group.waitForAll()
    }
    try await first
    #expect(try await keys(store) == Set((0..<20).filter { $0 != 7 }.map { "g\($0)" }))
  }

  @Test func anOperationThatEndsTheTransactionIsToldAndOthersGoOn() async throws {
    let bench = try Bench()
    let store = try store(bench)
    await #expect(throws: (any Error).self) {
      try await store.write { db in
        try insert(db, "lost")
        try db.script("ROLLBACK")
      }
    }
    try await store.write { try insert($0, "kept") }
    #expect(try await keys(store) == ["kept"])
  }

  @Test func aStoreThatCannotBeWrittenSaysWhy() async throws {
    let bench = try Bench()
    let store = try store(bench)
    try await store.write { try $0.script("PRAGMA query_only = 1") }
    let error = await #expect(throws: (any Error).self) {
      try await store.write { try insert($0, "x") }
    }
    #expect("\(try #require(error))".contains("readonly") == true)
  }

  @Test func twoStoresOnOneFolderWriteAtOnce() async throws {
    let bench = try Bench()
    let stores = [try store(bench), try store(bench)]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<400 {
        group.addTask {
          try await stores[number % 2].write { try insert($0, "n\(number)") }
        }
      }
      try await group.waitForAll()
    }
    for store in stores { #expect(try await keys(store).count == 400) }
  }

  @Test func manyOpenAtOnceOnANewFolder() async throws {
    for _ in 0..<5 {
      let bench = try Bench()
      try await withThrowingTaskGroup(of: Pipeline.self) { group in
        for _ in 0..<8 { group.addTask { try await bench.open() } }
        var pipelines: [Pipeline] = []
        for try await pipeline in group { pipelines.append(pipeline) }
        #expect(Set(pipelines.map { $0.parts.owner.id }).count == 8)
      }
      #expect(bench.names(in: bench.folder.routing) == ["routing-1.txt"])
    }
  }

  @Test func aLeftOverOfAKilledStartDoesNotStopTheNext() async throws {
    let bench = try Bench()
    try FileManager.default.createDirectory(
      atPath: bench.folder.routing, withIntermediateDirectories: true)
    let left = bench.folder.routing + "/routing-1.txt.\(getpid())"
    try Data("half".utf8).write(to: URL(fileURLWithPath: left))
    _ = try await bench.open()
    #expect(bench.names(in: bench.folder.routing).contains("routing-1.txt"))
  }
}
