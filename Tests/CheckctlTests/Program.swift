import Foundation
import Testing

/// The built program, run as its users run it.
struct Program {
  struct Outcome {
    var code: Int32
    var out: String
    var error: String

    /// The lines of standard output, each decoded from JSON.
    var objects: [[String: Any]] {
      out.split(separator: "\n").compactMap {
        (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
      }
    }
  }

  /// The data folder of this test.
  let data: String

  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let samples = repository.appendingPathComponent("samples").path
  static let executable = (Bundle.main.executableURL ?? URL(fileURLWithPath: "/"))
    .deletingLastPathComponent().appendingPathComponent("checkctl")

  /// A sanitizer, whose options `script/sanitize` sets, takes more of the address space than a
  /// container may have; then actions run inline.
  static let isSanitized = ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains {
    ProcessInfo.processInfo.environment[$0] != nil
  }

  /// The path of a folder that is not there yet.
  static func newFolder() -> String {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("checkctl-test-\(UUID().uuidString)").path
  }

  /// The actor that the history has where this user gives a name.
  static func actor(_ name: String) -> String { "\(user) as \(name)" }

  /// The login of the user that runs the tests.
  static let user =
    getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid-\(getuid())"

  /// Gives `body` a program with an empty data folder, which is removed afterwards.
  static func withData<Value>(_ body: (Program) throws -> Value) throws -> Value {
    let folder = newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(Program(data: folder))
  }

  /// Runs the program to its end.
  func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  func run(
    executable: String = Self.executable.path, _ arguments: [String],
    input: Any = FileHandle.nullDevice
  ) throws -> Outcome {
    let out = Pipe()
    let error = Pipe()
    let process = try start(
      executable: executable, arguments, input: input, out: out, error: error)
    // Both pipes are drained at once, or a full one would stop the program.
    let errorData = Drain(error)
    let outData = out.fileHandleForReading.readDataToEndOfFile()
    return Outcome(
      code: process.end(),
      out: String(decoding: outData, as: UTF8.self),
      error: String(decoding: errorData.wait(), as: UTF8.self))
  }

  /// Starts the program and does not wait for it.
  func start(
    executable: String = Self.executable.path, _ arguments: [String],
    input: Any = FileHandle.nullDevice,
    out: Any = FileHandle.nullDevice, error: Any = FileHandle.nullDevice,
    environment more: [String: String] = [:]
  ) throws -> ChildProcess {
    var environment = ProcessInfo.processInfo.environment
    environment["CHECKCTL_DATA"] = data
    environment.merge(more) { $1 }
    let runsActions = Self.isSanitized && ["ingest", "worker"].contains(arguments.first)
    return try ChildProcess(
      executable, arguments + (runsActions ? ["--isolation", "inline"] : []),
      environment: environment, streams: [input, out, error])
  }
}

/// Reads a pipe to its end on a thread of its own.
private final class Drain: @unchecked Sendable {
  // The thread writes `data` before it signals, and `wait()` reads it after.
  private var data = Data()
  private let done = DispatchSemaphore(value: 0)

  init(_ pipe: Pipe) {
    Thread.detachNewThread {
      self.data = pipe.fileHandleForReading.readDataToEndOfFile()
      self.done.signal()
    }
  }

  func wait() -> Data {
    done.wait()
    return data
  }
}
