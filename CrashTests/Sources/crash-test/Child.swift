import Foundation

/// A process to run to its end.
struct Child: Sendable {
  enum End: Equatable {
    case exited(Int32)
    case killed(Int32)
    /// It had not ended when its time was over, and was killed.
    case hung
  }

  /// Longer than any run takes on a busy machine.
  static let patienceSeconds = 90.0

  var program: String
  var arguments: [String]
  /// What is added to this process's environment.
  var environment: [String: String]
  /// The file that takes standard output; it is made anew.
  var output: String?

  /// Starts it and waits for its end.
  func run() throws -> End {
    let running = try start()
    let process = running.process
    guard running.ended.wait(timeout: .now() + Self.patienceSeconds) == .success else {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      return .hung
    }
    process.waitUntilExit()
    return process.terminationReason == .exit
      ? .exited(process.terminationStatus) : .killed(process.terminationStatus)
  }

  /// Starts it.
  func start() throws -> (process: Process, ended: DispatchSemaphore) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    if let output {
      FileManager.default.createFile(atPath: output, contents: nil)
      process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    }
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    return (process, ended)
  }
}
