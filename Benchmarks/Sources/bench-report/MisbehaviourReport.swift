import ActionHosting
import BenchmarkOutput
import CheckActions
@_spi(Benchmarking) import CheckPipeline
import Foundation
import Synchronization

/// How long checks take from submission to rest, one after the other, alone and beside a container
/// that misbehaves all the time.
enum MisbehaviourReport {
  private static let checks = 500

  static func report(in scratch: ScratchFolder) async throws {
    let folder = try await CheckFolder(
      drawing: 2 * checks, dpi: 200, noise: 3, in: "\(scratch.path)/pictures")
    var configuration = PipelineConfiguration(folder: DataFolder("\(scratch.path)/data"))
    configuration.containers = ContainerPolicy(isolation: .ownProgram)
    configuration.containers.limits[.demo] = ContainDemo.limits
    let pipeline = try await Pipeline.open(configuration)
    let worker = pipeline.worker(slots: 2)
    async let working: Void = worker.run()
    while try await pipeline.freshWorkers() == 0 { try await Task.sleep(for: .milliseconds(10)) }

    // Some first, so that every container is warm.
    _ = try await deposit(Array(folder.files.prefix(4)), pipeline)
    let alone = try await deposit(Array(folder.files[4..<checks]), pipeline)
    let misbehaviour = Misbehaving(pipeline)
    async let misbehaving: Void = misbehaviour.run()
    let beside = try await deposit(Array(folder.files[checks...]), pipeline)
    misbehaviour.stop()
    await misbehaving
    worker.stop()
    try await working

    var table = TextTable(["one check after the other", "median", "p95", "slowest"])
    for (name, durations) in [("alone", alone), ("beside misbehaviour", beside)] {
      table.add([
        name, durations.median.text, durations.percentile95.text, durations.slowest.text,
      ])
    }
    table.print()
    say(
      "  \(misbehaviour.count) misbehaviours beside; median "
        + "\((beside.median / alone.median).rounded(toDigits: 2)), p95 "
        + "\((beside.percentile95 / alone.percentile95).rounded(toDigits: 2)) times")
  }

  private static func deposit(_ files: [String], _ pipeline: Pipeline) async throws -> Durations {
    var durations: [Duration] = []
    for (index, file) in files.enumerated() {
      let parts = URL(filePath: file).lastPathComponent.split(separator: "^")
      let statement = try DepositStatement(
        account: String(parts[1]), amount: Cents(index + 1))
      let start = ContinuousClock.now
      let receipt = try await pipeline.submit(Submission(front: file, statement: statement))
      while try await pipeline.check(receipt.check).state.isMoving {
        try await Task.sleep(for: .milliseconds(1))
      }
      durations.append(start.duration(to: .now))
    }
    return Durations(durations)
  }
}

/// A container that does one misbehaviour after the other until it is told to stop.
private final class Misbehaving: Sendable {
  private let probe: ContainerProbe
  private let isOver = Atomic<Bool>(false)
  private let done = Atomic<Int>(0)

  init(_ pipeline: Pipeline) { probe = ContainerProbe(pipeline) }

  var count: Int { done.load(ordering: .relaxed) }

  func stop() { isOver.store(true, ordering: .relaxed) }

  func run() async {
    while true {
      for misbehaviour in Misbehaviour.allCases {
        guard !isOver.load(ordering: .relaxed) else { return }
        _ = await probe.misbehave(misbehaviour)
        done.add(1, ordering: .relaxed)
      }
    }
  }
}
