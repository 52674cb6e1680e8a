import CheckRendering
import Dispatch
import Foundation
import Synchronization
import Testing

/// What people do at two desks at a time on one data folder, drawn from a seed: after each sequence,
/// a second program that shares no code with the first adds the rows up.
///
/// `CHECK_PEOPLE_SEEDS` says which seeds: a number of them, or a range such as `17...17`.
@Suite(.serialized, .enabled(if: SecondProgram.isThere, "python3 with sqlite3 is needed"))
struct PeopleTests {
  private static let actsOfADesk = 40

  private static var seeds: ClosedRange<UInt64> {
    let text = ProcessInfo.processInfo.environment["CHECK_PEOPLE_SEEDS"] ?? ""
    let bounds = text.split(separator: ".").compactMap { UInt64($0) }
    guard let first = bounds.first, let last = bounds.last, last > 0, first <= last else {
      return 1...2
    }
    return bounds.count == 2 ? first...last : 1...last
  }

  @Test(arguments: seeds)
  func whateverTheyDoTheRowsAddUp(seed: UInt64) throws {
    try Program.withData { program throws in
      let images = try PeopleImages(program, seed: seed)
      let logs = Mutex<[[String]]>([[], []])
      DispatchQueue.concurrentPerform(iterations: 2) { number in
        var desk = Desk(
          Program(data: program.data), images, number: number,
          generator: SeededGenerator(seed: seed &* 2 &+ UInt64(number)))
        for _ in 0..<Self.actsOfADesk { desk.act() }
        let log = desk.log
        logs.withLock { $0[number] = log }
      }
      let told = logs.withLock { logs in
        logs.enumerated().map { "desk \($0):\n  " + $1.joined(separator: "\n  ") }
      }.joined(separator: "\n")
      let lines = logs.withLock { $0.flatMap { $0 } }
      #expect(!lines.contains { $0.contains("!!") }, "seed \(seed)\n\(told)")
      let recount = try SecondProgram.recount(program)
      #expect(recount.code == 0, "seed \(seed): \(recount.out)\(recount.error)\n\(told)")
      #expect(recount.out.contains("everything adds up"))
    }
  }

  /// What is wrong with a row, told by the second program: one that finds nothing proves nothing.
  @Test(arguments: [
    ("UPDATE checks SET amount_cents = amount_cents + 1 WHERE id = 1", "does not credit check 1"),
    ("UPDATE checks SET state = 'settled' WHERE id = 1", "check 1 is settled"),
    ("UPDATE checks SET account = '9' WHERE id = 1", "depositor:9 has credited checks"),
    ("UPDATE holds SET amount_cents = amount_cents + 1", "the holds of check 1, presentment 1"),
    ("UPDATE letters SET items = 7", "letter 1 states 7 items"),
    ("UPDATE letters SET business_date = '20200101'", "was deposited after the letter's 20200101"),
    ("UPDATE letter_items SET is_live = 0", "check 1 is lettered and in 0 live letters"),
    (
      """
      DROP TRIGGER ledger_postings_no_update;
      UPDATE ledger_postings SET amount_cents = 1 WHERE side = 'credit' AND entry_id = 1
      """, "entry 1 does not balance"
    ),
    (
      """
      DROP TRIGGER history_no_update;
      UPDATE history SET to_state = 'submitted' WHERE to_state = 'deposited' AND check_id = 1
      """, "goes from read to submitted"
    ),
    (
      """
      INSERT INTO ledger_entries (key, kind, check_id, at_ms, memo)
        VALUES ('deposit:1:2', 'deposit', 1, 0, '')
      """, "check 1 is lettered and has 2 live deposits"
    ),
    (
      """
      DROP INDEX credited_items;
      UPDATE checks SET identity = (SELECT identity FROM checks WHERE id = 1), amount_cents =
        (SELECT amount_cents FROM checks WHERE id = 1)
      """, "checks [1, 2] are one item, credited twice"
    ),
  ])
  func theSecondProgramSeesWhatIsWrong(change: String, wanted: String) throws {
    try Program.withData { program throws in
      try PeopleImages.setPolicy(of: program)
      for (sample, amount) in [("personal", "19.99"), ("business", "1250.00")] {
        let outcome = try program.run(
          "deposit", "\(Program.samples)/\(sample).png", "--account", "5", "--amount", amount)
        try #require(outcome.code == 0, "\(outcome.out)\(outcome.error)")
      }
      try #require(program.run("letter", "create").code == 0)
      let before = try SecondProgram.recount(program)
      try #require(before.code == 0, "\(before.out)\(before.error)")
      try SecondProgram.change(program, change)
      let after = try SecondProgram.recount(program)
      #expect(after.code == 1)
      #expect(after.out.contains(wanted), "\(after.out)\(after.error)")
    }
  }
}

/// The program that adds the store up a second time.
enum SecondProgram {
  static let script = Program.repository.appendingPathComponent("script/recount").path

  static let isThere =
    (try? Program(data: "/").run(executable: "/usr/bin/env", ["python3", "-c", "import sqlite3"]))?
    .code == 0

  static func recount(_ program: Program) throws -> Program.Outcome {
    try program.run(
      executable: "/usr/bin/env",
      ["python3", script, program.data, "--checkctl", Program.executable.path])
  }

  /// Changes rows behind the program's back.
  static func change(_ program: Program, _ sql: String) throws {
    let code = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])"
    let outcome = try program.run(
      executable: "/usr/bin/env", ["python3", "-c", code, "\(program.data)/store.sqlite", sql])
    try #require(outcome.code == 0, "\(outcome.error)")
  }
}
