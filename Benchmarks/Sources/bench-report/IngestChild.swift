import BenchmarkOutput
import Foundation

/// An ingest in a process of its own, which tells what it took.
enum IngestChild {
  /// How this program is called for it.
  static let command = "ingest-and-tell"

  struct Failed: Error {
    var status: Int32
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
    say("\(peakBytes())\t\(start.duration(to: .now).seconds)\t\(states)")
  }

  private static func run(_ folder: String, data: String) throws -> Told {
    let child = Process()
    child.executableURL = URL(filePath: CommandLine.arguments[0])
    child.arguments = [command, folder, data]
    let output = Pipe()
    child.standardOutput = output
    try child.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    child.waitUntilExit()
    let parts = text.trimmingCharacters(in: .newlines)
      .split(separator: "\t", omittingEmptySubsequences: false)
    guard child.terminationStatus == 0, parts.count == 3, let peak = Double(parts[0]),
      let seconds = Double(parts[1])
    else { throw Failed(status: child.terminationStatus) }
    return Told(peakBytes: peak, seconds: seconds, states: String(parts[2]))
  }

  private static func peakBytes() -> Int {
    #if os(Linux)
      // Not from getrusage, whose peak begins with that of the process which started this one.
      let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      return (Int(line?.filter(\.isNumber) ?? "") ?? 0) * 1024
    #else
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}
