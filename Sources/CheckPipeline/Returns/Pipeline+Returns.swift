import CheckActions
import Foundation
import CheckStore

/// What came of importing a file of returns.
public struct ReturnsSummary: Sendable, Hashable {
  /// How many answers had each outcome.
  public var outcomes: [ReturnRecord.Outcome: Int] = [:]
  /// How many answers were taken before.
  public var known = 0
  /// What in the file is no answer, one sentence each; the first ``mostProblems`` of them.
  public var problems: [String] = []
  /// How much in the file is no answer.
  public var problemCount = 0

  /// The most problems that are told.
  public static let mostProblems = 100

  mutating func note(_ problem: String) {
    problemCount += 1
    if problems.count < Self.mostProblems { problems.append(problem) }
  }

  /// How many answers the file has.
  public var answers: Int { known + outcomes.values.reduce(0, +) }
}

extension Pipeline {
  /// How many answers share a transaction.
  private static let answersAtATime = 100

  /// Takes what banks say of items: returns, by a file of records 31 and 32 or a CSV, and adjustments,
  /// by a CSV.
  ///
  /// An answer that was taken before changes nothing, so that an interrupted import is repeated. One
  /// that fits no item is kept as unmatched, and looked at anew when it comes again.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - policy: Whether checks are presented once more.
  ///   - actor: Who imports, for the history.
  ///   - takesDamaged: Whether a file that is cut off, or whose totals do not balance, is taken as far
  ///     as it goes; the first problem of the summary is then what is wrong with it.
  ///   - isInterrupted: Asked after each group; when it says so, the rest of the file is not taken.
  /// - Throws: ``PipelineError/unreadableFile(_:reason:)``, ``ColumnFile/Failure``,
  ///   ``ReturnsError``, or what the store throws; what was taken until then stays taken.
  public func importReturns(
    file: String, _ policy: LetterPolicy, by actor: String, takesDamaged: Bool = false,
    isInterrupted: () -> Bool = { false }
  ) async throws -> ReturnsSummary {
    let parts = parts
    let returns = Returns(
      policy: policy, availability: parts.rules.availability,
      file: (file as NSString).lastPathComponent,
      actor: actor,
      clock: parts.clock)
    var summary = ReturnsSummary()
    try await blocking { try parts.recoverLost() }
    do {
      if let damage = try await blocking({ try AnswerFile(file: file).damage() }) {
        guard takesDamaged else { throw damage }
        summary.note(damage.problem)
      }
      try await AnswerFile(file: file).forEachGroup(of: Self.answersAtATime) { group in
        guard !isInterrupted() else { return }
        var answers: [BankAnswer] = []
        for entry in group {
          switch entry {
          case .answer(let answer): answers.append(answer)
          case .problem(let reason): summary.note(reason)
          }
        }
        let taken = answers
        // What an item that a letter has is counted under does not change any more.
        let names = try await parts.store.read { try returns.lockNames($0, taken) }
        let outcomes = try await parts.store.write { db in
          var locks = try Locks.take(db, names)
          return try taken.map { try returns.take(db, $0, &locks) }
        }
        for outcome in outcomes {
          if let outcome { summary.outcomes[outcome, default: 0] += 1 } else { summary.known += 1 }
        }
      }
    } catch let error as LocalFile.Failure {
      throw PipelineError.unreadableFile(file, reason: error.description)
    }
    return summary
  }

  /// What banks said, oldest first.
  ///
  /// - Parameter outcome: Only what became this; `nil` for all.
  public func returns(_ outcome: ReturnRecord.Outcome? = nil) async throws -> [ReturnRecord] {
    try await parts.store.read { db in
      try db.rows(
        """
        SELECT \(ReturnRecord.columns) FROM returns WHERE ?1 IS NULL OR outcome = ?1 ORDER BY id
        """, [outcome?.rawValue], ReturnRecord.init(row:))
    }
  }
}
