import BenchmarkOutput
import CheckActions
import CheckPipeline
import Foundation

/// Each action cold and warm, beside libpng alone decoding the same pictures.
struct ActionSection {
  private static let pictures = 16
  private static let rounds = 12

  private let environment: ActionEnvironment
  private let requests: [CheckRequests]

  static func report(in scratch: ScratchFolder) async throws {
    let checks = try await CheckFolder(
      drawing: pictures, dpi: 200, in: "\(scratch.path)/pictures")
    let section = try ActionSection(checks, in: scratch)
    say(
      """

      Actions: \(pictures) grey PNGs of 1200 x 550, \(rounds) times each
      """)
    let baseline = try section.measureLibPNG(checks.files)
    var table = TextTable([
      "", "cold median", "p95", "warm median", "p95", "cold/warm", "warm/libpng",
    ])
    for action in ActionName.onTheWay {
      let (cold, warm) = try section.measure(action)
      table.add([
        action.rawValue, cold.median.text, cold.percentile95.text,
        warm.median.text, warm.percentile95.text,
        (cold.median / warm.median).rounded(toDigits: 3),
        (warm.median / baseline.median).rounded(toDigits: 3),
      ])
    }
    table.add([
      "libpng alone", "", "", baseline.median.text, baseline.percentile95.text,
      "", "1",
    ])
    table.print()
  }

  private init(_ checks: CheckFolder, in scratch: ScratchFolder) throws {
    environment = try ActionEnvironment(benchmarkIn: scratch)
    let environment = environment
    requests = try checks.files.map { try CheckRequests(file: $0, environment: environment) }
  }

  private func measureLibPNG(_ files: [String]) throws -> Durations {
    var durations: [Duration] = []
    for _ in 0..<Self.rounds {
      for file in files {
        durations.append(try ContinuousClock().measure { try LibPNG.decode(file: file) })
      }
    }
    return Durations(durations)
  }

  /// Cold and warm by turns, so that a slow moment of the machine weighs on both.
  private func measure(_ action: ActionName) throws -> (cold: Durations, warm: Durations) {
    let clock = ContinuousClock()
    var (cold, warm): ([Duration], [Duration]) = ([], [])
    for _ in 0..<Self.rounds {
      for request in requests {
        var instance: ActionInstance?
        cold.append(
          try clock.measure {
            instance = try ActionInstance(action, environment: environment)
            try Self.run(&instance, request[action])
          })
        try removePictures()
        try Self.run(&instance, request[action])
        try removePictures()
        warm.append(try clock.measure { try Self.run(&instance, request[action]) })
        try removePictures()
      }
    }
    return (Durations(cold), Durations(warm))
  }

  private static func run(_ instance: inout ActionInstance?, _ request: ActionRequest) throws {
    var log = ActivationLog()
    _ = try instance?.invoke(request, log: &log)
  }

  /// The host takes a picture out of the scratch folder; an action never writes over one.
  private func removePictures() throws {
    let files = FileManager.default
    for name in try files.contentsOfDirectory(atPath: environment.scratchFolder) {
      try files.removeItem(atPath: "\(environment.scratchFolder)/\(name)")
    }
  }
}

extension ActionEnvironment {
  /// Folders as a host makes them, with the made-up routing directory.
  init(benchmarkIn scratch: ScratchFolder) throws {
    let (container, routing) = ("\(scratch.path)/container", "\(scratch.path)/reference")
    for folder in [container, routing] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    try Data(SyntheticDirectory.text.utf8).write(
      to: URL(filePath: RoutingDirectory.file(version: 1, in: routing)))
    self.init(scratchFolder: container, routingFolder: routing)
  }
}
