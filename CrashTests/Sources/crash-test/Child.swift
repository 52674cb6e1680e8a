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
  /// The file that takes standard error.
  var error: String?

  /// Starts it and waits for its end.
  func run() throws -> End {
    try start().end()
  }

  private static func writing(to file: String?) throws -> FileHandle {
    guard let file else { return .nullDevice }
    guard FileManager.default.createFile(atPath: file, contents: nil) else {
      throw SceneError("cannot make \(file)")
    }
    return try FileHandle(forWritingTo: URL(fileURLWithPath: file))
  }

  /// Starts it.
  func start() throws -> Running {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardError = try Self.writing(to: error)
    process.standardOutput = try Self.writing(to: output)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    return Running(process: process, ended: ended)
  }
}

/// A process that was started.
struct Running {
  let process: Process
  let ended: DispatchSemaphore

  var id: Int32 { process.processIdentifier }

  /// Waits for its end, and kills it when that takes too long.
  func end() -> Child.End {
    let isOver = ended.wait(timeout: .now() + Child.patienceSeconds) == .success
    if !isOver { signal(SIGKILL) }
    process.waitUntilExit()
    guard isOver else { return .hung }
    return process.terminationReason == .exit
      ? .exited(process.terminationStatus) : .killed(process.terminationStatus)
  }

  func signal(_ number: Int32) {
    if process.isRunning { kill(id, number) }
  }

  /// Kills it, if it has not ended, and waits for that.
  func kill9() {
    signal(SIGKILL)
    process.waitUntilExit()
  }

  /// Whether each of its threads stands still.
  var isStopped: Bool {
    let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/task")
    return threads?.allSatisfy { thread in
      let file = "/proc/\(id)/task/\(thread)/stat"
      let status = try? String(contentsOfFile: file, encoding: .utf8)
      return status?.split(separator: ")").last?.hasPrefix(" T") == true
    } == true
  }
}
