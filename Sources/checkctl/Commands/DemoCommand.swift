import ArgumentParser
import CheckActions
import CheckPipeline
import Foundation

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Show how serverless actions behave.",
    discussion: """
      Example:

        checkctl demo warm
      """,
    subcommands: [Warm.self, Contain.self])

  struct Contain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what becomes of an action that does what it must not.",
      discussion: """
        Example:

          checkctl demo contain

        Each misbehaviour runs in a container as the checks' actions do, with less time than they \
        have, in a folder of its own that is removed afterwards. Exit code 1 when one of them \
        came through.
        """)

    @OptionGroup var output: OutputOptions

    func run() async throws {
      umask(0o077)
      let interrupt = Interrupt()
      defer { Console.status("") }
      var views: [MisbehaviourView] = []
      do {
        try await ContainDemo.run(
          in: FileManager.default.temporaryDirectory.path,
          isInterrupted: { interrupt.isRequested }
        ) { step in
          views.append(MisbehaviourView(step))
          Console.status("\(views.count) of \(Misbehaviour.allCases.count) misbehaviours")
        }
      } catch is CancellationError {
        throw Exit.interrupted
      }
      Console.status("")
      try output.print(views, text: MisbehaviourView.table(views))
      guard views.allSatisfy(\.isContained) else {
        throw CommandFailure(
          "a misbehaviour came through: this system does not enforce all of the sandbox; see "
            + "SECURITY.md for what that takes")
      }
    }
  }

  struct Warm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what a warm container keeps: a counter, a query's answer, a file.",
      discussion: """
        Example:

          checkctl demo warm

        It runs in containers as the checks' actions do, in a folder of its own that is removed \
        afterwards. Times are measured.
        """)

    @OptionGroup var output: OutputOptions

    func run() async throws {
      umask(0o077)
      let interrupt = Interrupt()
      let chapters: [WarmDemo.Chapter]
      do {
        chapters = try await WarmDemo.run(
          in: FileManager.default.temporaryDirectory.path,
          isInterrupted: { interrupt.isRequested })
      } catch is CancellationError {
        throw Exit.interrupted
      }
      let steps = chapters.flatMap { chapter in
        chapter.scenes.flatMap { scene in
          scene.steps.map { StepView($0, chapter: chapter.title, before: scene.before) }
        }
      }
      try output.print(steps, text: chapters.map(Self.text).joined(separator: "\n\n"))
    }

    /// One table a chapter, so that its columns stand under each other; what happened between the
    /// invocations stands between their rows.
    private static func text(_ chapter: WarmDemo.Chapter) -> String {
      var table = Table("INVOKED", "CONTAINER", "START", ">INIT MS", ">RUN MS", "CAME BACK")
      for step in chapter.scenes.flatMap(\.steps) {
        let view = StepView(step, chapter: "", before: "")
        table.add(
          view.invoked, view.container, view.cold ? "cold" : "warm",
          view.initMicroseconds.exactMillisecondsText, view.runMicroseconds.exactMillisecondsText,
          view.cameBack)
      }
      let rows = table.text.split(separator: "\n").map(String.init)
      var lines = [chapter.title] + rows.prefix(1).map { "  \($0)" }
      var next = 1
      for scene in chapter.scenes {
        if !scene.before.isEmpty { lines.append("  (\(scene.before))") }
        lines += rows[next..<(next + scene.steps.count)].map { "  \($0)" }
        next += scene.steps.count
      }
      return lines.joined(separator: "\n")
    }
  }
}

/// A misbehaviour of the demonstration, as it is printed; times in microseconds.
private struct MisbehaviourView: Encodable {
  var misbehaviour: String
  var outcome: String
  var containerEnded: Bool
  var container: String
  var runMicroseconds: Int

  /// Whether it did nothing that it must not.
  var isContained: Bool { containerEnded || outcome.hasPrefix("refused") }

  init(_ step: ContainDemo.Step) {
    misbehaviour = step.misbehaviour.rawValue
    outcome = step.outcome
    containerEnded = step.hasEnded
    container = step.container
    runMicroseconds = step.runMicroseconds
  }

  static func table(_ views: [Self]) -> String {
    var table = Table("MISBEHAVIOUR", "CONTAINER", "THEN", ">MS", "WHAT CAME OF IT")
    for view in views {
      table.add(
        view.misbehaviour, view.container, view.containerEnded ? "ended" : "goes on",
        view.runMicroseconds.exactMillisecondsText, view.outcome)
    }
    return table.text
  }
}

/// An invocation of the demonstration, as it is printed; times in microseconds.
private struct StepView: Encodable {
  var chapter: String
  var before: String
  var invoked: String
  var container: String
  var cold: Bool
  var initMicroseconds: Int
  var runMicroseconds: Int
  var cameBack: String

  init(_ step: WarmDemo.Step, chapter: String, before: String) {
    self.chapter = chapter
    self.before = before
    container = step.container
    cold = step.isCold
    initMicroseconds = step.initMicroseconds
    runMicroseconds = step.runMicroseconds
    invoked =
      switch step.request {
      case .count: "count"
      case .lookUp(let number, let edition): "look up \(number), version \(edition.version)"
      case .fetch(_, let checksum): "fetch \(checksum.prefix(8))…"
      case .misbehave(let misbehaviour, _): misbehaviour.rawValue
      }
    cameBack =
      switch step.response {
      case .count(let count): "\(count)"
      case .institution(let name, .kept): "\(name ?? "unknown"), from memory"
      case .institution(let name, .source): "\(name ?? "unknown"), from the directory file"
      case .file(let bytes, .kept): "\(bytes) bytes, found in the scratch folder"
      case .file(let bytes, .source): "\(bytes) bytes, fetched from the source"
      case .outcome(let outcome): outcome
      }
  }
}
