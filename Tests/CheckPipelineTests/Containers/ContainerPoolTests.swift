import CheckActions
import Foundation
import Synchronization
import Testing

@testable import CheckPipeline

/// Counts what is there now, and what was there at most.
private final class Gauge: Sendable {
  private let state = Mutex<(now: Int, most: Int)>((0, 0))

  var most: Int { state.withLock { $0.most } }

  func change(by step: Int) {
    state.withLock {
      $0.now += step
      $0.most = max($0.most, $0.now)
    }
  }
}

@Suite(.patience) struct ContainerPoolTests {
  private let bench: Bench
  private let front: String

  init() throws {
    bench = try Bench()
    try bench.folder.create()
    front = try bench.file("f", text: "no picture")
  }

  private func pool(limit: Int = 64, keep: Int64 = 1000) -> ContainerPool {
    let folder = bench.folder
    return ContainerPool(
      policy: ContainerPolicy(limitForEachAction: limit, keepMilliseconds: keep),
      clock: bench.pipelineClock()
    ) { name in
      ActionEnvironment(
        scratchFolder: "\(folder.containers)/o.\(name)", routingFolder: folder.routing)
    }
  }

  private func run(_ pool: ContainerPool, file: String? = nil) async -> Invocation {
    await pool.run(.intake(.init(front: file ?? front))) { $0 }
  }

  private var folders: [String] { bench.names(in: bench.folder.containers) }

  @Test func aWarmContainerIsUsedAgain() async {
    let pool = pool()
    let first = await run(pool)
    let second = await run(pool)
    #expect(first.isCold)
    #expect(!second.isCold)
    #expect(first.container == "intake-1")
    #expect(second.container == "intake-1")
    #expect(second.initMicroseconds == 0)
    #expect(folders == ["o.intake-1"])
    await pool.letGoAll()
    #expect(folders == [])
  }

  @Test func anIdleContainerIsLetGoWhenItsTimeIsOver() async {
    let pool = pool()
    _ = await run(pool)
    bench.clock.advance(milliseconds: 999)
    await pool.letGoIdle()
    #expect(folders == ["o.intake-1"])
    #expect(await run(pool).isCold == false)
    bench.clock.advance(milliseconds: 1000)
    #expect(await run(pool).isCold)
    #expect(folders == ["o.intake-2"])
    bench.clock.advance(milliseconds: 1000)
    await pool.letGoIdle()
    #expect(folders == [])
  }

  @Test func nothingIsKeptForNoTime() async {
    let pool = pool(keep: 0)
    for number in 1...3 {
      let run = await run(pool)
      #expect(run.isCold)
      #expect(run.container == "intake-\(number)")
      #expect(folders == [])
    }
  }

  @Test func aFailedContainerIsLetGo() async {
    let pool = pool()
    _ = await run(pool)
    let failed = await run(pool, file: bench.root + "/absent")
    #expect(failed.container == "intake-1")
    guard case .failure(.unreadable) = failed.result else {
      Issue.record("it did not fail")
      return
    }
    #expect(folders == [])
    let next = await run(pool)
    #expect(next.isCold)
    #expect(next.container == "intake-2")
  }

  @Test func aColdStartThatFailsIsToldAndForgotten() async throws {
    let pool = pool(limit: 1)
    try FileManager.default.removeItem(atPath: bench.folder.containers)
    try Data().write(to: URL(fileURLWithPath: bench.folder.containers))
    guard case .failure(.unwritable) = await run(pool).result else {
      Issue.record("it did not fail")
      return
    }
    try FileManager.default.removeItem(atPath: bench.folder.containers)
    guard case .success = await run(pool).result else {
      Issue.record("it did not recover")
      return
    }
  }

  @Test(arguments: [0, 1, 3], [Int64(0), 1000])
  func theLimitHoldsAndNobodyWaitsForEver(limit: Int, keep: Int64) async {
    let pool = pool(limit: limit, keep: keep)
    let inHand = Gauge()
    let file = front
    let absent = bench.root + "/absent"
    let runs = await withTaskGroup(of: Int.self) { group in
      for number in 0..<200 {
        group.addTask {
          await pool.run(.intake(.init(front: number % 5 == 0 ? absent : file))) { _ in
            inHand.change(by: 1)
            await Task.yield()
            inHand.change(by: -1)
            return 1
          }
        }
        guard number % 20 == 0 else { continue }
        group.addTask {
          await pool.letGoAll()
          return 0
        }
      }
      return await group.reduce(0, +)
    }
    #expect(runs == 200)
    #expect(inHand.most <= max(1, limit))
    await pool.letGoAll()
    #expect(folders == [])
  }
}
