import ActionHosting
import CheckActions
import CheckImaging
import Foundation
import ImageCodecs
import Synchronization
import Testing

@testable import CheckPipeline

private final class Flag: Sendable {
  let isUp = Atomic<Bool>(false)
}

@Suite(
  .patience,
  .disabled(if: Bench.isSanitized, "a sanitizer needs more address space than a container has"))
struct IsolationTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func container(_ action: ActionName = .demo) throws -> Container {
    let folder = bench.folder
    try folder.create()
    return Container(
      name: "demo-1", action: action,
      environment: ActionEnvironment(
        scratchFolder: "\(folder.containers)/o.demo-1", routingFolder: folder.routing),
      policy: ContainerPolicy(isolation: Bench.processes), readableFolders: [],
      clock: bench.pipelineClock())
  }

  @Test func anIdleProcessThatIsKilledChargesNobody() async throws {
    let container = try container()
    #expect(try await container.invoke(.demo(.count)).result.get() == .demo(.count(1)))
    #expect(try await container.invoke(.demo(.count)).result.get() == .demo(.count(2)))
    let process = try #require(await container.processID)
    kill(process, SIGKILL)
    // It is a zombie until its host looks, and a zombie's socket is closed.
    while (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?
      .contains(") Z ") == false
    { usleep(1000) }
    let next = await container.invoke(.demo(.count))
    #expect(next.isCold)
    #expect(try next.result.get() == .demo(.count(1)))
    await container.letGo()
    #expect(await container.processID == nil)
    #expect(kill(process, 0) != 0, "nothing is left of it")
  }

  @Test func aDyingContainerIsAFaultThatAnotherMayNotHave() async throws {
    let container = try container()
    let run = await container.invoke(.demo(.misbehave(.trap, place: bench.root)))
    #expect(throws: ActionFailure.self) { try run.result.get() }
    #expect(run.runMicroseconds > 0)
    let next = await container.invoke(.demo(.count))
    #expect(next.isCold)
    #expect(try next.result.get() == .demo(.count(1)))
    await container.letGo()
  }

  /// A picture that wants more memory than a container has ends as failed, alone.
  @Test func aCheckThatKillsItsContainersHoldsNobodyUp() async throws {
    let pipeline = try await bench.open {
      $0.retry = RetryPolicy(attempts: 3, firstDelayMilliseconds: 0)
      $0.containers = ContainerPolicy(isolation: Bench.processes)
      $0.containers.limits[.image] = ContainerLimits(addressSpaceBytes: 125 << 20)
    }
    var checks: [CheckID] = []
    let pictures = [
      try Lines.picture(), try PNGCodec.encode(GrayImage(width: 7000, height: 7000, gray: 255)),
      try Lines.picture(seed: 2),
    ]
    for (number, picture) in pictures.enumerated() {
      let submission = Submission(
        front: try bench.file("\(number).png", picture),
        statement: try DepositStatement(account: "5\(number)", amount: Cents(1999 + number)))
      checks.append(try await pipeline.submit(submission).check)
    }
    #expect(try await pipeline.finish(checks, slots: 2))
    let poison = try await pipeline.check(checks[1])
    #expect(poison.state == .failed)
    #expect(poison.failedFrom == .received)
    #expect(try await pipeline.failedMessages().first?.error.contains("memory") == true)
    for check in [checks[0], checks[2]] {
      #expect(try await pipeline.check(check).state != .failed)
      #expect(try await pipeline.check(check).line?.isEmpty == false)
    }
    let attempts: Int? = try await pipeline.value(
      "SELECT count(*) FROM activations WHERE outcome = 'failure'")
    #expect(attempts == 3, "nobody else was charged")
    #expect(bench.names(in: bench.folder.containers) == [])
  }

  @Test func aStuckContainerHoldsNobodyUp() async throws {
    try bench.folder.create()
    let folder = bench.folder
    var policy = ContainerPolicy(limitForEachAction: 1, isolation: Bench.processes)
    policy.limits[.demo] = ContainerLimits(deadlineMilliseconds: 20_000)
    let pool = ContainerPool(policy: policy, clock: bench.pipelineClock()) { name in
      ActionEnvironment(
        scratchFolder: "\(folder.containers)/o.\(name)", routingFolder: folder.routing)
    }
    let place = bench.root
    let flag = Flag()
    let stuck = Task {
      let run = await pool.run(.demo(.misbehave(.sleep, place: place))) { $0 }
      flag.isUp.store(true, ordering: .relaxed)
      return run
    }
    while bench.names(in: folder.containers).isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    let next = await pool.run(.demo(.count)) { $0 }
    let wasOver = flag.isUp.load(ordering: .relaxed)
    #expect(!wasOver, "it did not wait for the other's deadline")
    #expect(try next.result.get() == .demo(.count(1)))
    #expect(next.container == "demo-2")
    guard case .failure(.containerEnded) = await stuck.value.result else {
      Issue.record("it came back")
      return
    }
    await pool.letGoAll()
    #expect(bench.names(in: folder.containers) == [])
  }

  #if os(Linux)
    @Test func everyMisbehaviourIsContained() async throws {
      var steps: [ContainDemo.Step] = []
      try await ContainDemo.run(in: bench.root, isolation: Bench.processes) { steps.append($0) }
      #expect(steps.map(\.misbehaviour) == Misbehaviour.allCases)
      for step in steps {
        #expect(step.hasEnded || step.outcome.hasPrefix("refused"), "\(step)")
      }
      #expect(bench.names(in: bench.root) == [], "nothing is left behind")
    }
  #endif
}
