import CheckActions
import Foundation
import Testing

@testable import ActionHosting

/// The demo action in a process of its own, with a folder that is gone afterwards.
final class HostedDemo {
  /// The built program, which lies beside the tests.
  static let program = (Bundle.main.executableURL ?? URL(fileURLWithPath: "/"))
    .deletingLastPathComponent().appendingPathComponent("checkctl").path

  /// A sanitizer, whose options `script/sanitize` sets, takes more of the address space than a
  /// container may have.
  static let isSanitized = ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains {
    ProcessInfo.processInfo.environment[$0] != nil
  }

  let folder: String
  let container: ContainerProcess
  private(set) var log = ActivationLog()

  var scratch: String { "\(folder)/scratch" }
  /// A file that is not for the container.
  var secret: String { "\(folder)/secret" }

  init(
    _ limits: ContainerLimits = ContainerLimits(
      addressSpaceBytes: 1 << 30, fileBytes: 1 << 20, processorSeconds: 60,
      deadlineMilliseconds: 120_000)
  ) throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("hosted-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: "\(folder)/scratch", withIntermediateDirectories: true)
    try Data("secret".utf8).write(to: URL(fileURLWithPath: "\(folder)/secret"))
    container = try ContainerProcess(
      program: Self.program, action: .demo,
      environment: ActionEnvironment(
        scratchFolder: "\(folder)/scratch", routingFolder: "\(folder)/routing"),
      readableFolders: [], limits: limits)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func run(_ request: DemoAction.Request) throws -> DemoAction.Response {
    guard case .demo(let response) = try container.invoke(.demo(request), log: &log) else {
      throw ActionFailure.unreadable(file: "response", reason: "it is another action's")
    }
    return response
  }

  /// What came of a misbehaviour: what it told, or why the container ended.
  func misbehave(_ misbehaviour: Misbehaviour) -> String {
    do {
      guard case .outcome(let text) = try run(.misbehave(misbehaviour, place: secret)) else {
        return "another response"
      }
      return text
    } catch ActionFailure.containerEnded(.demo, let reason) {
      return reason
    } catch {
      return "\(error)"
    }
  }
}
