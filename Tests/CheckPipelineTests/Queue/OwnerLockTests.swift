import Foundation
import Testing

@testable import CheckPipeline

@Suite struct OwnerLockTests {
  private func bench() throws -> Bench {
    let bench = try Bench()
    try bench.folder.create()
    return bench
  }

  @Test func anOwnerLivesAsLongAsItsLock() throws {
    let bench = try bench()
    var lock: OwnerLock? = try OwnerLock(folder: bench.folder)
    let id = try #require(lock?.id)
    #expect(id.hasPrefix("\(getpid())-"))
    #expect(!id.contains("."))
    #expect(!OwnerLock.isDead(id, in: bench.folder))
    OwnerLock.bury(id, in: bench.folder)
    #expect(OwnerLock.all(in: bench.folder) == [id], "the living are not buried")
    lock = nil
    #expect(OwnerLock.isDead(id, in: bench.folder))
    #expect(OwnerLock.all(in: bench.folder) == [])
  }

  @Test func aKilledOwnerIsDeadUntilItIsBuried() throws {
    let bench = try bench()
    // What kill -9 leaves: the file, and no lock on it.
    try Data().write(to: URL(fileURLWithPath: bench.folder.owners + "/4711-0.lock"))
    #expect(OwnerLock.isDead("4711-0", in: bench.folder))
    #expect(OwnerLock.all(in: bench.folder) == ["4711-0"])
    OwnerLock.bury("4711-0", in: bench.folder)
    #expect(OwnerLock.all(in: bench.folder) == [])
    #expect(OwnerLock.isDead("never-was", in: bench.folder))
  }

  @Test func namesAreNeverUsedTwice() throws {
    let bench = try bench()
    var names: Set<String> = []
    for _ in 0..<200 { names.insert(try OwnerLock(folder: bench.folder).id) }
    #expect(names.count == 200)
  }

  @Test func ownersThatAreMadeWhileOthersLookStayAlive() async throws {
    let bench = try bench()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<100 {
            for id in OwnerLock.all(in: bench.folder) where OwnerLock.isDead(id, in: bench.folder) {
              OwnerLock.bury(id, in: bench.folder)
            }
          }
        }
        group.addTask {
          for _ in 0..<50 {
            let lock = try OwnerLock(folder: bench.folder)
            #expect(!OwnerLock.isDead(lock.id, in: bench.folder))
            #expect(OwnerLock.all(in: bench.folder).contains(lock.id))
            withExtendedLifetime(lock) {}
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(OwnerLock.all(in: bench.folder) == [])
  }
}
