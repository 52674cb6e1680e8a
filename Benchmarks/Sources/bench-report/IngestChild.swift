import BenchmarkOutput
import Foundation

/// An ingest in a process of its own, which tells what it took.
enum IngestChild {
  /// How this program is called for it.
  static let command = "ingest-and-tell"

  /// What the child printed, where it says nothing.
  struct Unclear: Error {
    var text: String
  }

  /// What an ingest took.
  struct Told {
    /// The peak of its resident memory.
    var peakBytes: Double
    /// From the look into the folder until every check was at rest.
    var seconds: Double
    /// How many checks came to rest in which state.
    var states: String

    /// In whole MiB.
    var peakText: String { "\(Int((peakBytes / 1_048_576).rounded())) MiB" }
  }

  /// Ingests the first files of a folder on a new data folder.
  static func run(
    first count: Int, of checks: CheckFolder, in scratch: ScratchFolder
  ) async throws -> Told {
    try await scratch.within { folder in
      let part = "\(folder.path)/part"
      try FileManager.default.createDirectory(atPath: part, withIntermediateDirectories: true)
      for file in checks.files.prefix(count) {
        let name = URL(filePath: file).lastPathComponent
        try FileManager.default.linkItem(atPath: file, toPath: "\(part)/\(name)")
      }
      return try run(part, data: "\(folder.path)/data")
    }
  }

  /// What the child does: ingests, and prints what it took.
  static func tell(folder: String, data: String) async throws {
    let start = ContinuousClock.now
    let states = try await Ingest.run(folder, data: data)
    say("\(ChildProcess.peakBytes())\t\(start.duration(to: .now).seconds)\t\(states)")
  }

  private static func run(_ folder: String, data: String) throws -> Told {
    let parts = try ChildProcess.lines([command, folder, data])
    guard parts.count == 3, let peak = Double(parts[0]), let seconds = Double(parts[1]) else {
      throw Unclear(text: parts.joined(separator: " "))
    }
    return Told(peakBytes: peak, seconds: seconds, states: parts[2])
  }
}
