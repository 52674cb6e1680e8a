import CheckActions
import Foundation
import Testing

@testable import ActionHosting

@Suite(
  .timeLimit(.minutes(3)),
  .disabled(if: HostedDemo.isSanitized, "a sanitizer needs more address space than a container has")
)
struct ContainmentTests {
  @Test func anActionRunsAndStaysWarm() throws {
    let demo = try HostedDemo()
    #expect(try demo.run(.count) == .count(1))
    #expect(try demo.run(.count) == .count(2))
    #expect(demo.container.isReady)
  }

  #if os(Linux)
    @Test func everythingIsEnforcedHere() throws {
      #expect(try HostedDemo().container.protections == .all)
    }

    @Test(arguments: [
      (Misbehaviour.program, "refused: "), (.network, "refused: "), (.read, "refused: "),
      (.write, "refused: "), (.kill, "refused: "), (.threads, "refused: "),
      (.descriptors, "refused: "),
    ])
    func whatIsForbiddenIsRefused(misbehaviour: Misbehaviour, outcome: String) throws {
      let demo = try HostedDemo()
      #expect(demo.misbehave(misbehaviour).hasPrefix(outcome))
      #expect(try demo.run(.count) == .count(1), "the container is as it was")
      #expect(!FileManager.default.fileExists(atPath: demo.secret + ".new"))
    }
  #endif

  @Test(arguments: [
    (Misbehaviour.trap, "its code trapped"), (.exit, "it left by itself"),
    (.memory, "memory"), (.recursion, "memory"),
    (.disk, "it wrote a larger file"), (.nonsense, "it sent what is no answer"),
    (.announce, "it sent what is no answer"),
  ])
  func whatEndsAContainerEndsItAlone(misbehaviour: Misbehaviour, words: String) throws {
    let demo = try HostedDemo()
    let outcome = demo.misbehave(misbehaviour)
    #expect(outcome.contains(words), "\(outcome)")
    #expect(!demo.container.isReady)
  }

  @Test func whoComputesForEverIsEnded() throws {
    let limits = ContainerLimits(processorSeconds: 1, deadlineMilliseconds: 120_000)
    let outcome = try HostedDemo(limits).misbehave(.loop)
    #expect(outcome.contains("it used more of the processor"), "\(outcome)")
  }

  @Test func whoDoesNotAnswerIsEnded() throws {
    let demo = try HostedDemo(ContainerLimits(deadlineMilliseconds: 2000))
    let start = ContinuousClock.now
    let outcome = demo.misbehave(.sleep)
    #expect(outcome.contains("it did not answer within"), "\(outcome)")
    #expect(start.duration(to: .now) >= .seconds(2))
    #expect(!demo.container.isReady)
  }

  @Test func aProgramThatIsNotThereIsTold() throws {
    #expect(throws: ActionFailure.self) {
      _ = try ContainerProcess(
        program: "/absent/checkctl", action: .demo,
        environment: ActionEnvironment(scratchFolder: "/tmp", routingFolder: "/tmp"),
        readableFolders: [], limits: ContainerLimits())
    }
  }

  @Test func aProgramThatIsNoContainerIsTold() throws {
    let failure = #expect(throws: ActionFailure.self) {
      _ = try ContainerProcess(
        program: "/bin/true", action: .demo,
        environment: ActionEnvironment(scratchFolder: "/tmp", routingFolder: "/tmp"),
        readableFolders: [], limits: ContainerLimits())
    }
    #expect("\(try #require(failure))".contains("it left by itself, with exit code 0"))
  }
}
