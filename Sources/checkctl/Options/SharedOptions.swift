import ArgumentParser
import CheckPipeline
import Foundation
import Logging

/// Where the data is.
struct DataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The data folder. (default: $CHECKCTL_DATA, else the XDG place)", valueName: "folder"),
    completion: .directory)
  var data: String?

  var folder: DataFolder {
    data.map { DataFolder($0) }
      ?? .standard(environment: ProcessInfo.processInfo.environment)
  }

  /// The inputs of a command that works on the data and no other file.
  var inputs: InputFiles { InputFiles(data: folder) }

  /// Opens a pipeline that is only looked at or acted on by hand.
  ///
  /// - Throws: ``CommandFailure`` when the folder holds no data yet, or ``PipelineError`` when it is
  ///   another user's.
  func openExisting(_ work: WorkOptions? = nil) async throws -> Pipeline {
    do {
      try folder.requirePermission()
    } catch {
      throw CommandFailure("\(error) with --data")
    }
    guard folder.exists || folder.holdsRecords else {
      throw CommandFailure(
        "there is no data in \(folder.path) yet: deposit a check first, or name another folder "
          + "with --data")
    }
    return try await open(work)
  }

  /// Opens a pipeline, making the data folder when it is not there.
  ///
  /// `isolation` holds where the user asked for none.
  func open(
    _ work: WorkOptions? = nil, isolation: WorkOptions.Isolation = .inline,
    logLevel: Logger.Level = .warning
  ) async throws -> Pipeline {
    // What the pipeline makes is readable by its owner only.
    umask(0o077)
    var configuration = PipelineConfiguration(folder: folder)
    configuration.log = Logger(label: "checkctl") { StreamLogHandler.standardError(label: $0) }
    configuration.log.logLevel = logLevel
    let policy = try PolicyOptions.standard(folder)
    configuration.rules = policy.deposits
    configuration.quality = policy.quality
    configuration.availability = policy.availability
    if let work {
      configuration.containers = ContainerPolicy(
        keepMilliseconds: Int64(work.keepWarm * 1000),
        isolation: (work.isolation ?? isolation).value)
    }
    let pipeline = try await Pipeline.open(configuration)
    OpenPipelines.add(pipeline)
    return pipeline
  }
}

/// How work is done where this process does it.
struct WorkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many messages are worked on at a time. (default: six for each core)",
      valueName: "count"))
  var slots: Int?

  @Option(
    help: ArgumentHelp(
      "How long an idle container stays warm; 0 makes every start a cold one.",
      valueName: "seconds"))
  var keepWarm: Double = 600

  enum Isolation: String, ExpressibleByArgument, CaseIterable {
    case process, inline

    var value: CheckPipeline.Isolation { self == .process ? .ownProgram : .inline }
  }

  @Option(
    help: ArgumentHelp(
      "Where actions run: each in a process of its own that can harm nothing else, or inline. "
        + "(default: process for worker and ingest, else inline)"))
  var isolation: Isolation?

  var slotCount: Int { slots ?? Pipeline.standardSlots }

  func validate() throws {
    if let slots, !(1...64).contains(slots) {
      throw ValidationError("--slots takes 1 to 64, not \(slots)")
    }
    guard (0...86_400).contains(keepWarm) else {
      throw ValidationError("--keep-warm takes 0 to 86400 seconds, not \(keepWarm)")
    }
  }
}

/// The form of what is printed.
struct OutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(help: "How to print: text for people, json for programs (one object a line).")
  var format = Format.text

  @Flag(help: "Show account numbers, lines and e-mail addresses in full.")
  var unmasked = false

  var masking: Masking { Masking(isOff: unmasked) }

  /// Prints values, each as one JSON object, or all as the text for people.
  func print(_ values: [some Encodable], text: @autoclosure () -> String) throws {
    switch format {
    case .json: for value in values { try JSONLine.print(value) }
    case .text: try Console.out(text())
    }
  }

  /// Prints one value.
  func print(_ value: some Encodable, text: @autoclosure () -> String) throws {
    try print([value], text: text())
  }
}

/// One check that a person acts on.
struct ActOptions: ParsableArguments {
  @Argument(help: "The check's number.")
  var check: CheckID

  @OptionGroup var actor: ActorOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  /// Acts, and prints where the check stands then.
  @discardableResult
  func act(
    _ work: WorkOptions? = nil, _ body: (Pipeline) async throws -> Void
  ) async throws -> CheckRecord {
    let pipeline = try await data.openExisting(work)
    try await body(pipeline)
    let record = try await pipeline.check(check)
    let view = CheckView(record, masking: output.masking)
    try output.print(view, text: view.summary)
    return record
  }

  /// The same, and takes the check through what follows, the mail to its depositor too.
  @discardableResult
  func actAndFinish(
    _ work: WorkOptions, _ body: (Pipeline) async throws -> Void
  ) async throws -> CheckRecord {
    let interrupt = Interrupt()
    var isFinished = true
    let record = try await act(work) { pipeline in
      try await body(pipeline)
      isFinished = try await pipeline.finish(
        [check], slots: work.slotCount, isInterrupted: { interrupt.isRequested })
      try await pipeline.sayWhichMailFailed(of: [check])
    }
    guard isFinished else { throw Exit.interrupted(check: check) }
    return record
  }
}

/// The actor: the user of the process, and a name beside it that is a note.
struct ActorOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "A name for the history, beside the user of the process. (default: $USER, where it differs)",
      valueName: "name"))
  var name: String?

  /// The longest name, in bytes.
  private static let longestName = 100

  func validate() throws {
    guard let name, name.isEmpty || name.utf8.count > Self.longestName else { return }
    throw ValidationError("--as takes 1 to \(Self.longestName) bytes, not \(name.utf8.count)")
  }

  /// The actor, as the history has it: `ada`, or `ada as kim`.
  var actor: String {
    let user = Self.user
    let note = name ?? ProcessInfo.processInfo.environment["USER"] ?? ""
    return note.isEmpty || note == user ? user : "\(user) as \(note.prefix(Self.longestName))"
  }

  /// The login of the process's real user; its number where it has no name.
  private static var user: String {
    // getpwuid would share its answer with other threads.
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil,
      let name = entry.pw_name
    else { return "uid-\(getuid())" }
    return String(cString: name)
  }
}

/// A command that could not be carried out.
struct CommandFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
