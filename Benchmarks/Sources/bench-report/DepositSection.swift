import BenchmarkOutput
import Foundation

/// One `checkctl deposit` from start to exit, beside libpng alone decoding the same picture.
enum DepositSection {
  private static let deposits = 24

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  static func report(in scratch: ScratchFolder) async throws {
    guard let program = ProcessInfo.processInfo.environment["CHECKCTL"] else {
      throw Failure(description: "CHECKCTL names no program; run this by script/bench")
    }
    say("\nOne deposit from start to exit: \(deposits) times, each in a process of its own")
    let checks = try await CheckFolder(
      drawing: deposits, dpi: 200, in: "\(scratch.path)/pictures")
    let clock = ContinuousClock()
    let (kept, fresh) = ("\(scratch.path)/data", "\(scratch.path)/fresh")
    var (first, next, decoding): ([Duration], [Duration], [Duration]) = ([], [], [])
    for (number, file) in checks.files.enumerated() {
      decoding.append(try clock.measure { try LibPNG.decode(file: file) })
      first.append(
        try clock.measure { try deposit(file, program, data: "\(fresh)-\(number)") })
      next.append(try clock.measure { try deposit(file, program, data: kept) })
    }
    let baseline = Durations(decoding)
    var table = TextTable(["", "median", "p95", "ours/libpng"])
    for (name, durations) in [
      ("into a new folder", Durations(first)), ("into one that is there", Durations(next)),
      ("libpng alone", baseline),
    ] {
      table.add([
        name, durations.median.text, durations.percentile95.text,
        (durations.median / baseline.median).rounded(toDigits: 3),
      ])
    }
    table.print()
  }

  private static func deposit(_ file: String, _ program: String, data: String) throws {
    let parts = URL(filePath: file).lastPathComponent.split(separator: "^")
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = [
      "deposit", file, "--data", data, "--account", String(parts[1]), "--amount", String(parts[2]),
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(program) ended with \(process.terminationStatus) for \(file)")
    }
  }
}
