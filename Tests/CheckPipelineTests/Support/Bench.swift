import CheckActions
import CheckRendering
import Foundation
import Logging

@testable import CheckPipeline

/// A data folder, a clock and files of one test; gone when the test and its pipelines are over.
final class Bench: Sendable {
  let root: String
  let clock = TestClock()

  /// Actions in processes of their own, from the built program that lies beside the tests.
  static let processes = Isolation.process(
    program: (Bundle.main.executableURL ?? URL(fileURLWithPath: "/"))
      .deletingLastPathComponent().appendingPathComponent("checkctl").path)

  /// A sanitizer, whose options `script/sanitize` sets, takes more of the address space than a
  /// container may have.
  static let isSanitized = ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains {
    ProcessInfo.processInfo.environment[$0] != nil
  }

  var folder: DataFolder { DataFolder(root + "/data") }

  /// - Parameter inMemory: Whether to work where a sync costs nothing, if there is such a place: for
  ///   tests that commit thousands of times and never ask what a power cut leaves.
  init(inMemory: Bool = false) throws {
    let memory = "/dev/shm"
    let parent =
      inMemory && FileManager.default.isWritableFile(atPath: memory)
      ? memory : FileManager.default.temporaryDirectory.path
    root = parent + "/check-pipeline-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// The test's clock; whoever holds it keeps the folder from being removed.
  func pipelineClock(bootID: String = "boot-1") -> PipelineClock {
    PipelineClock(
      now: { self.clock.wall }, monotonicMilliseconds: { self.clock.monotonic }, bootID: bootID)
  }

  func configuration() -> PipelineConfiguration {
    var configuration = PipelineConfiguration(folder: folder)
    configuration.clock = pipelineClock()
    configuration.generator = SeededGenerator(seed: 1)
    configuration.log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    return configuration
  }

  func open(
    _ change: (inout PipelineConfiguration) -> Void = { _ in }
  ) async throws -> Pipeline {
    var configuration = configuration()
    change(&configuration)
    return try await Pipeline.open(configuration)
  }

  /// Writes a file beside the data folder, and gives its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = "\(root)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  func file(_ name: String, text: String) throws -> String { try file(name, Array(text.utf8)) }

  /// A submission of a file that holds the given text, which need not be a picture.
  func submission(
    _ text: String, account: String = "55", cents: Int = 1999, email: String? = nil,
    key: String? = nil
  ) throws -> Submission {
    Submission(
      front: try file(UUID().uuidString, text: text),
      statement: try DepositStatement(account: account, amount: Cents(cents), email: email),
      key: key)
  }

  func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}
