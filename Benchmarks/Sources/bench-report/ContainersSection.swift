import ActionHosting
import BenchmarkOutput
import CheckActions
@_spi(Benchmarking) import CheckPipeline
import Foundation

/// What a process of its own costs an action: a warm invocation and a cold start, beside the same
/// inline; checks a second with both; and how long checks take beside a container that misbehaves.
enum ContainersSection {
  private static let pictures = 8
  private static let rounds = 40
  private static let coldStarts = 24
  private static let checks = 300
  private static let turns = 2

  static func report(in scratch: ScratchFolder) async throws {
    say("\nContainers: inline, and as processes, by turns")
    try await scratch.within { try await reportInvocations(in: $0) }
    try await scratch.within { try await reportRate(in: $0) }
    try await scratch.within { try await MisbehaviourReport.report(in: $0) }
  }

  // MARK: Invocations

  private static func reportInvocations(in scratch: ScratchFolder) async throws {
    var table = TextTable([
      "", "inline warm", "process warm", "added", "inline cold", "process cold",
    ])
    let environment = try ActionEnvironment(benchmarkIn: scratch)
    let inline = try await Probed(.inline, in: "\(scratch.path)/inline", environment)
    let process = try await Probed(.ownProgram, in: "\(scratch.path)/process", environment)
    for action in [ActionName.demo] + ActionName.onTheWay {
      var (warm, cold): ([[Duration]], [[Duration]]) = ([[], []], [[], []])
      for (index, probed) in [inline, process].enumerated() {
        for _ in 0..<coldStarts { cold[index].append(try await probed.coldStart(action)) }
      }
      for _ in 0..<rounds {
        for (index, probed) in [inline, process].enumerated() {
          warm[index] += try await probed.warm(action)
        }
      }
      let (here, there) = (Durations(warm[0]), Durations(warm[1]))
      table.add([
        action.rawValue, here.median.text, there.median.text,
        (there.median - here.median).text, Durations(cold[0]).median.text,
        Durations(cold[1]).median.text,
      ])
    }
    table.print()
  }

  /// The containers of one pipeline.
  private struct Probed {
    let probe: ContainerProbe
    private let pipeline: Pipeline
    private let scratch: String
    private let requests: [CheckRequests]

    init(
      _ isolation: Isolation, in folder: String, _ environment: ActionEnvironment
    ) async throws {
      var configuration = PipelineConfiguration(folder: DataFolder(folder))
      configuration.containers = ContainerPolicy(isolation: isolation)
      pipeline = try await Pipeline.open(configuration)
      probe = ContainerProbe(pipeline)
      scratch = "\(folder)/containers"
      // Where containers may read.
      let checks = try await CheckFolder(
        drawing: pictures, dpi: 200, in: "\(folder)/images/pictures")
      requests = try checks.files.map { try CheckRequests(file: $0, environment: environment) }
    }

    func coldStart(_ action: ActionName) async throws -> Duration {
      await probe.letGoAll()
      let run = try await probe.run(request(action, requests[0]))
      return .microseconds(run.initMicroseconds)
    }

    /// The invocations of all requests but the first, which warms.
    func warm(_ action: ActionName) async throws -> [Duration] {
      var durations: [Duration] = []
      for (index, requests) in requests.enumerated() {
        let request = request(action, requests)
        let start = ContinuousClock.now
        _ = try await probe.run(request)
        if index > 0 { durations.append(start.duration(to: .now)) }
        try removePictures()
      }
      return durations
    }

    private func request(_ action: ActionName, _ requests: CheckRequests) -> ActionRequest {
      action == .demo ? .demo(.count) : requests[action]
    }

    /// The host takes pictures out of scratch folders; an action never writes over one.
    private func removePictures() throws {
      let files = FileManager.default
      for folder in try files.contentsOfDirectory(atPath: scratch) {
        for name in try files.contentsOfDirectory(atPath: "\(scratch)/\(folder)") {
          try files.removeItem(atPath: "\(scratch)/\(folder)/\(name)")
        }
      }
    }
  }

  // MARK: Checks a second

  private static func reportRate(in scratch: ScratchFolder) async throws {
    let folder = try await CheckFolder(
      drawing: checks, dpi: 200, noise: 3, in: "\(scratch.path)/pictures")
    var rates: [[Double]] = [[], []]
    for turn in 0..<turns {
      for (index, isolation) in [Isolation.inline, .ownProgram].enumerated() {
        let start = ContinuousClock.now
        _ = try await Ingest.run(
          folder.path, data: "\(scratch.path)/data-\(turn)-\(index)", isolation: isolation)
        rates[index].append(Double(checks) / start.duration(to: .now).seconds)
      }
    }
    let (inline, process) = (rates[0].max() ?? 0, rates[1].max() ?? 0)
    say(
      "  \(checks) checks end to end: \(inline.rounded(toDigits: 3))/s inline, "
        + "\(process.rounded(toDigits: 3))/s in processes, "
        + "\((process / inline).rounded(toDigits: 2)) of it (the better of \(turns) runs each)")
  }
}
