import CheckActions
import Hashing
import Foundation

/// Shows on real containers what a warm one keeps: a counter, a query's answer, and a file.
///
/// It works in a data folder of its own, which is gone afterwards.
public struct WarmDemo: Sendable {
  /// One invocation, with what was measured.
  public struct Step: Sendable, Hashable {
    /// What was invoked.
    public var request: DemoAction.Request
    /// What came back.
    public var response: DemoAction.Response
    /// The container it ran in.
    public var container: String
    /// Whether the container was made for it.
    public var isCold: Bool
    /// The time of the cold start, in microseconds; 0 when warm.
    public var initMicroseconds: Int
    /// The time of the invocation alone, in microseconds.
    public var runMicroseconds: Int
  }

  /// Some invocations that belong together, with what happened before them.
  public struct Chapter: Sendable, Hashable {
    /// What they show.
    public var title: String
    /// The invocations, in order.
    public var scenes: [Scene]
  }

  /// Invocations, and what happened just before.
  public struct Scene: Sendable, Hashable {
    /// What happened before; empty where nothing did.
    public var before: String
    /// The invocations.
    public var steps: [Step]
  }

  private let pipeline: Pipeline
  private let folder: String
  private let isInterrupted: @Sendable () -> Bool

  /// Runs the demonstration.
  ///
  /// - Parameters:
  ///   - parent: The folder in which the demonstration's own is made and removed.
  ///   - isInterrupted: Whether to stop, asked before each invocation.
  /// - Throws: `CancellationError` when interrupted, and `ActionFailure` or what the store throws
  ///   when the disk does not take the folder.
  public static func run(
    in parent: String, isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) async throws -> [Chapter] {
    let folder = "\(parent)/checkctl-demo-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let pipeline = try await Pipeline.open(
      PipelineConfiguration(folder: DataFolder("\(folder)/data")))
    let demo = WarmDemo(pipeline: pipeline, folder: folder, isInterrupted: isInterrupted)
    let chapters = [try await demo.counter(), try await demo.query(), try await demo.file()]
    await pipeline.parts.pool.letGoAll()
    return chapters
  }

  private func counter() async throws -> Chapter {
    var steps: [Step] = []
    for _ in 1...3 { steps.append(try await invoke(.count)) }
    let first = Scene(before: "", steps: steps)
    let second = Scene(before: "two invocations at once", steps: try await invokeTwoAtOnce(.count))
    await pipeline.parts.pool.letGoAll()
    let third = Scene(
      before: "all containers let go, as after ten idle minutes", steps: [try await invoke(.count)])
    return Chapter(
      title: "A counter lives as long as its container", scenes: [first, second, third])
  }

  private func query() async throws -> Chapter {
    let numbers = SyntheticDirectory.routingNumbers
    func lookUp(_ number: String, _ edition: RoutingDirectory.Edition) async throws -> Step {
      try await invoke(.lookUp(routingNumber: number, directory: edition))
    }
    let made = try await edition()
    let first = Scene(
      before: "",
      steps: [
        try await lookUp(numbers[0], made), try await lookUp(numbers[0], made),
        try await lookUp(numbers[1], made), try await lookUp(numbers[1], made),
      ])
    try await importRenamed()
    let renamed = try await edition()
    let second = Scene(
      before: "a new directory was imported, in which the first bank has another name",
      steps: [try await lookUp(numbers[0], renamed), try await lookUp(numbers[0], renamed)])
    return Chapter(
      title: "A query's answer is kept under all that it depends on", scenes: [first, second])
  }

  /// Imports the made-up directory with another name for its first bank, of the same length.
  private func importRenamed() async throws {
    let file = "\(folder)/renamed.txt"
    let text = SyntheticDirectory.text.replacingOccurrences(
      of: "HARBOR LIGHT SAVINGS BANK", with: "HARBOR LIGHT NATIONAL BK ")
    try create(file, Array(text.utf8))
    _ = try await pipeline.importDirectory(file: file, by: "demo")
  }

  /// The edition of the directory that holds, as a claim reads it.
  private func edition() async throws -> RoutingDirectory.Edition {
    try await pipeline.parts.store.read { try RoutingDirectoryVersion.current($0) }
  }

  private func create(_ file: String, _ bytes: [UInt8]) throws(ActionFailure) {
    do {
      try LocalFile.create(file, bytes: bytes, sync: false)
    } catch {
      throw .unwritable(file: file, reason: error.description)
    }
  }

  private func file() async throws -> Chapter {
    let bytes = Array(String(repeating: SyntheticDirectory.text, count: 1000).utf8)
    let source = "\(folder)/source.txt"
    try create(source, bytes)
    let fetch = DemoAction.Request.fetch(
      source: source, checksum: SHA256.hash(bytes).hexadecimal)
    let first = Scene(before: "", steps: [try await invoke(fetch), try await invoke(fetch)])
    await pipeline.parts.pool.letGoAll()
    let second = Scene(
      before: "all containers let go, and their scratch folders with them",
      steps: [try await invoke(fetch), try await invoke(fetch)])
    return Chapter(title: "A file that was fetched is found on the disk", scenes: [first, second])
  }

  private func invoke(_ request: DemoAction.Request) async throws -> Step {
    guard !isInterrupted() else { throw CancellationError() }
    return try Step(request, await pipeline.parts.pool.run(.demo(request)) { $0 })
  }

  /// Both containers are held until both invocations have run, so that neither can have the
  /// other's.
  private func invokeTwoAtOnce(_ request: DemoAction.Request) async throws -> [Step] {
    let pool = pipeline.parts.pool
    let meeting = Meeting()
    async let one = pool.run(.demo(request)) { invocation in
      await meeting.arrive()
      return invocation
    }
    async let other = pool.run(.demo(request)) { invocation in
      await meeting.arrive()
      return invocation
    }
    return try await [one, other].map { try Step(request, $0) }
      .sorted { !$0.isCold && $1.isCold }
  }
}

extension WarmDemo.Step {
  fileprivate init(_ request: DemoAction.Request, _ invocation: Invocation) throws {
    guard case .demo(let response) = try invocation.result.get() else {
      preconditionFailure("a container answers for its own action")
    }
    self.init(
      request: request, response: response, container: invocation.container,
      isCold: invocation.isCold, initMicroseconds: invocation.initMicroseconds,
      runMicroseconds: invocation.runMicroseconds)
  }
}

/// Where two wait for each other.
private actor Meeting {
  private var waiting: CheckedContinuation<Void, Never>?

  func arrive() async {
    if let waiting {
      self.waiting = nil
      waiting.resume()
    } else {
      await withCheckedContinuation { waiting = $0 }
    }
  }
}
