import BenchmarkOutput
import Foundation

/// The peak of resident memory of an ingest, by the number of checks.
enum MemorySection {
  private static let counts = [100, 1000, 5000]
  /// Half the pixels to the inch, a quarter of the pixels: what is measured is how memory grows
  /// with the number of checks.
  private static let dpi = 100.0
  /// How this program is called for one ingest in a process of its own.
  static let childCommand = "ingest-and-tell-memory"

  struct ChildFailed: Error {
    var status: Int32
  }

  static func report(in scratch: ScratchFolder) async throws {
    say(
      """

      Memory: peak resident set of one ingest, grey PNGs of 600 x 275, each in its own process
      """)
    var table = TextTable(["checks", "peak", "to the first", "at rest"])
    var first: Double?
    let all = try await CheckFolder(
      drawing: counts.max() ?? 0, dpi: dpi, in: "\(scratch.path)/pictures")
    for count in [0] + counts {
      let (peak, states) = try await scratch.within { folder in
        let part = "\(folder.path)/part"
        try FileManager.default.createDirectory(
          atPath: part, withIntermediateDirectories: true)
        for file in all.files.prefix(count) {
          let name = URL(filePath: file).lastPathComponent
          try FileManager.default.linkItem(atPath: file, toPath: "\(part)/\(name)")
        }
        return try runChild(part, data: "\(folder.path)/data")
      }
      let megabytes = peak / 1_048_576
      if count > 0, first == nil { first = megabytes }
      table.add([
        count == 0 ? "none" : "\(count)", "\(Int(megabytes.rounded())) MiB",
        first.map { (megabytes / $0).rounded(toDigits: 3) } ?? "", states,
      ])
    }
    table.print()
  }

  /// What the child does: prints its peak and the states.
  static func tell(folder: String, data: String) async throws {
    let states = try await Ingest.run(folder, data: data)
    say("\(peakBytes())\t\(states)")
  }

  private static func runChild(
    _ folder: String, data: String
  ) throws -> (peak: Double, states: String) {
    let child = Process()
    child.executableURL = URL(filePath: CommandLine.arguments[0])
    child.arguments = [childCommand, folder, data]
    let output = Pipe()
    child.standardOutput = output
    try child.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    child.waitUntilExit()
    let parts = text.trimmingCharacters(in: .newlines)
      .split(separator: "\t", omittingEmptySubsequences: false)
    guard child.terminationStatus == 0, parts.count == 2, let peak = Double(parts[0]) else {
      throw ChildFailed(status: child.terminationStatus)
    }
    return (peak, String(parts[1]))
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
