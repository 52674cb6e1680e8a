import BenchmarkOutput
import CheckActions
import Foundation
@_spi(Benchmarking) import CheckPipeline
import Synchronization

/// Messages a second through the store, beside SQLite alone running the same statements.
///
/// A message is one outcome of a worker: its token is checked, result, state, history, ledger and
/// activation are written, the message is acknowledged and followed by the next one, and another
/// one is claimed.
struct StoreSection {
  /// How many messages are in hand at a time, and how many are settled in a round: fewer where
  /// each has a sync to itself.
  private static let batches = [(batch: 1, messages: 400), (16, 4000), (64, 8000)]
  private static let checks = 2000
  private static let rounds = 5

  private let scratch: ScratchFolder
  private let answers: CannedAnswers

  static func report(in scratch: ScratchFolder) async throws {
    let picture = try await CheckFolder(drawing: 1, dpi: 200, in: "\(scratch.path)/picture")
    let section = StoreSection(
      scratch: scratch,
      answers: try CannedAnswers(
        like: picture.files[0], count: checks, environment: .init(benchmarkIn: scratch)))
    say(
      """

      Store: messages a second, medians of \(rounds) rounds by turns; SQLite \(RawSQLite.version)
      """)
    let full = try await section.filledFolder()
    var table = TextTable(["batch", "this store", "SQLite alone", "store/SQLite"])
    for (batch, messages) in batches {
      let (ours, raw) = try await section.measure(full, batch: batch, messages: messages)
      table.add([
        "\(batch)", ours.rounded(toDigits: 3), raw.rounded(toDigits: 3),
        (ours / raw).rounded(toDigits: 2),
      ])
    }
    table.print()
  }

  /// What the store takes for all messages of a check, with as many in hand as a machine of this
  /// many cores has.
  static func timeOfACheck(in scratch: ScratchFolder) async throws -> Duration {
    let picture = try await CheckFolder(drawing: 1, dpi: 200, in: "\(scratch.path)/picture")
    let section = StoreSection(
      scratch: scratch,
      answers: try CannedAnswers(
        like: picture.files[0], count: checks, environment: .init(benchmarkIn: scratch)))
    let full = try await section.filledFolder()
    let messages = 2000
    let rate = try await scratch.within { copy in
      try await section.settle(full, messages, batch: Pipeline.standardSlots, in: copy)
    }
    // Intake, image, micr and deposit.
    return .seconds(4 / rate)
  }

  private func measure(
    _ full: String, batch: Int, messages: Int
  ) async throws -> (ours: Double, raw: Double) {
    let recording = try await scratch.within { try await record(full, messages, in: $0) }
    var (ours, raw): ([Double], [Double]) = ([], [])
    for _ in 0..<Self.rounds {
      ours.append(
        try await scratch.within { try await settle(full, messages, batch: batch, in: $0) })
      raw.append(
        try await scratch.within { copy in
          let store = try Self.copy(full, to: copy.path)
          let time = try RawSQLite.replay(recording, on: store, batch: batch)
          return Double(recording.messages.count) / time.seconds
        })
    }
    return (ours.median, raw.median)
  }

  /// A data folder in which checks were submitted; gives its path.
  private func filledFolder() async throws -> String {
    let (data, pictures) = ("\(scratch.path)/full", "\(scratch.path)/store-pictures")
    try FileManager.default.createDirectory(
      atPath: pictures, withIntermediateDirectories: true)
    for index in 0..<Self.checks {
      // The store never looks into a picture, so a few bytes of its own do for each.
      let name = "bench@example.com^\(20_000_000 + index / 4)^19.99^\(100_000 + index).png"
      try Data("\(index)".utf8).write(to: URL(filePath: "\(pictures)/\(name)"))
    }
    let pipeline = try await Pipeline.open(PipelineConfiguration(folder: DataFolder(data)))
    // Without an address, so that each message is a step of a check and none a notice.
    let submissions = try IngestPlan(folder: pictures).submissions.map { named in
      let statement = named.statement
      return Submission(
        front: named.front,
        statement: try DepositStatement(account: statement.account, amount: statement.amount))
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      let (lanes, count) = (32, submissions.count)
      for lane in 0..<lanes {
        group.addTask {
          for index in stride(from: lane, to: count, by: lanes) {
            _ = try await pipeline.submit(submissions[index])
          }
        }
      }
      try await group.waitForAll()
    }
    return data
  }

  /// What the store does for each message, told by the store itself.
  private func record(
    _ full: String, _ messages: Int, in folder: ScratchFolder
  ) async throws -> Recording {
    let probe = try await probe(full, in: folder)
    let trace = Trace()
    try await probe.trace { trace.add(sql: $0, expanded: $1) }
    _ = try await probe.settle(atMost: messages, inHand: 1, respond: answers.answer)
    return try Recording(trace.statements)
  }

  private func settle(
    _ full: String, _ messages: Int, batch: Int, in folder: ScratchFolder
  ) async throws -> Double {
    let probe = try await probe(full, in: folder)
    let start = ContinuousClock.now
    let count = try await probe.settle(
      atMost: messages, inHand: batch, respond: answers.answer)
    return Double(count) / start.duration(to: .now).seconds
  }

  private func probe(_ full: String, in folder: ScratchFolder) async throws -> StoreProbe {
    _ = try Self.copy(full, to: folder.path)
    return StoreProbe(
      try await Pipeline.open(PipelineConfiguration(folder: DataFolder(folder.path))))
  }

  /// Copies the store's file, and its log, of a folder that nothing works on; gives the new file.
  private static func copy(_ full: String, to folder: String) throws -> String {
    let files = FileManager.default
    for name in ["store.sqlite", "store.sqlite-wal"]
    where files.fileExists(atPath: "\(full)/\(name)") {
      try files.copyItem(atPath: "\(full)/\(name)", toPath: "\(folder)/\(name)")
      // On the disk before anything is timed.
      try FileHandle(forUpdating: URL(filePath: "\(folder)/\(name)")).synchronize()
    }
    return "\(folder)/store.sqlite"
  }

  private final class Trace: Sendable {
    private let kept = Mutex<[(sql: String, expanded: String)]>([])

    var statements: [(sql: String, expanded: String)] { kept.withLock { $0 } }

    func add(sql: String, expanded: String) {
      kept.withLock { $0.append((sql, expanded)) }
    }
  }
}

/// What the actions give back for checks that differ in their serial number alone.
private struct CannedAnswers: Sendable {
  private let responses: [ActionName: StoreProbe.Answer]
  private let proposals: [StoreProbe.Answer]

  init(like file: String, count: Int, environment: ActionEnvironment) throws {
    let check = try CheckRequests(file: file, environment: environment)
    responses = try check.responses.mapValues(StoreProbe.Answer.init)
    var action = try DepositAction(environment: environment)
    var fields = check.reading.fields ?? .init()
    fields.amount = nil
    var log = ActivationLog()
    proposals = try (0...count).map { index in
      fields.onUs = "\(10_000 + index) 123456789C"
      fields.serial = "\(10_000 + index)"
      let request = try CheckRequests.deposit(status: .sure, fields: fields, reasons: [])
      return try StoreProbe.Answer(.deposit(try action.invoke(request, log: &log)))
    }
  }

  @Sendable func answer(_ check: CheckID, _ action: ActionName) -> StoreProbe.Answer {
    responses[action] ?? proposals[Int(check)]
  }
}
