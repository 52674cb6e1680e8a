import CashLetter
import CheckActions
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct LetterStepTests {
  private static let table: [LetterState: Set<LetterState>] = [
    .reserved: [.created, .dropped],
    .created: [.sending, .dropped],
    .sending: [.sent],
    .sent: [.acknowledged, .refused],
    .acknowledged: [], .refused: [], .dropped: [],
  ]

  @Test func everyStepIsTakenOrRefusedAsTheTableSays() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...2)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    let clock = pipeline.parts.clock
    for from in LetterState.allCases {
      for to in LetterState.allCases {
        try await pipeline.sql("UPDATE letters SET state = ?", [from.rawValue])
        try await pipeline.sql("UPDATE letter_items SET is_live = 1")
        try await pipeline.sql("UPDATE checks SET state = ?", [from.ofChecks.rawValue])
        let before = try await pipeline.letterSnapshot()
        let isInTable = try #require(Self.table[from]).contains(to)
        do {
          _ = try await pipeline.parts.store.write { db in
            try Letters.move(
              db, try Letter.fetch(db, id: letter.id), to: to, actor: "ada", clock: clock)
          }
          #expect(isInTable, "\(from) to \(to)")
        } catch LetterError.wrongState(letter.id, from, advice: _) {
          #expect(!isInTable, "\(from) to \(to)")
          #expect(try await pipeline.letterSnapshot() == before)
          continue
        }
        #expect(try await pipeline.states(ids) == Array(repeating: to.ofChecks, count: 2))
        let live: Int? = try await pipeline.value("SELECT sum(is_live) FROM letter_items")
        #expect(live == (to == .refused || to == .dropped ? 0 : 2))
        #expect(try await pipeline.letter(letter.id).history.last?.to == to)
      }
    }
  }

  @Test func aLetterIsSentAndTaken() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...2)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    let outgoing = bench.root + "/outgoing"
    await #expect(throws: LetterError.self) {
      try await pipeline.sendLetter(letter.id, to: outgoing, by: "ada")
    }
    // A folder that takes no file has changed nothing.
    #expect(try await pipeline.letters()[0] == letter)
    try FileManager.default.createDirectory(
      atPath: outgoing, withIntermediateDirectories: true)
    let other = "\(outgoing)/\(letter.fileName)"
    try Data("another's".utf8).write(to: URL(fileURLWithPath: other))
    await #expect(throws: LetterError.taken(letter.id, path: other)) {
      try await pipeline.sendLetter(letter.id, to: outgoing, by: "ada")
    }
    #expect(try await pipeline.letters()[0] == letter)
    #expect(bench.names(in: outgoing) == [letter.fileName])
    try FileManager.default.removeItem(atPath: other)
    let sent = try await pipeline.sendLetter(letter.id, to: outgoing, by: "ada")
    #expect(sent.state == .sent)
    #expect(sent.destination == outgoing)
    #expect(bench.names(in: outgoing) == [letter.fileName])
    let copy = try Array(
      Data(contentsOf: URL(fileURLWithPath: "\(outgoing)/\(letter.fileName)")))
    #expect(copy == (try await pipeline.file(of: letter)))
    #expect(try await pipeline.states(ids) == [.submitted, .submitted])
    await #expect(throws: LetterError.self) {
      try await pipeline.dropLetter(letter.id, by: "ada", reason: "second thoughts")
    }
    let taken = try await pipeline.acknowledgeLetter(letter.id, by: "ada")
    #expect(taken.state == .acknowledged)
    #expect(try await pipeline.states(ids) == [.settled, .settled])
    try await pipeline.expectLedgerHolds()
  }

  @Test func aFileThatIsLostOrDamagedIsMadeAgainBeforeItIsSent() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    try await pipeline.depositForLetters(bench, 1...2)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    let bytes = try await pipeline.file(of: letter)
    let file = try await pipeline.letter(letter.id).file
    try Data(bytes.reversed()).write(to: URL(fileURLWithPath: file))
    _ = try await pipeline.sendLetter(letter.id, to: bench.root, by: "ada")
    let copy = try Array(
      Data(contentsOf: URL(fileURLWithPath: "\(bench.root)/\(letter.fileName)")))
    #expect(copy == bytes)
  }

  @Test func theChecksOfADroppedOrRefusedLetterGoIntoAnother() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...2)
    let first = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    let file = try await pipeline.letter(first.id).file
    #expect(
      try await pipeline.dropLetter(first.id, by: "ada", reason: "wrong day").state == .dropped)
    #expect(!fileExists(file))
    let second = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    _ = try await pipeline.sendLetter(second.id, to: nil, by: "ada")
    let refused = try await pipeline.acknowledgeLetter(
      second.id, refusal: "unknown origin", by: "ada")
    #expect(refused.state == .refused)
    #expect(try await pipeline.states(ids) == [.deposited, .deposited])
    let third = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    let items = try await pipeline.letter(third.id).items
    #expect(items.map(\.check) == ids)
    #expect(items.map(\.presentment) == [1, 1])
    let history = try await pipeline.history(of: ids[0]).suffix(5).map(\.to)
    #expect(history == [.deposited, .lettered, .submitted, .deposited, .lettered])
    let note = try #require(try await pipeline.history(of: ids[0]).dropLast().last?.note)
    #expect(note == "letter 2 refused: unknown origin")
    try await pipeline.expectLedgerHolds()
  }

  @Test func anAnswerToALetterOnItsWayIsTaken() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...1)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    try await pipeline.sql("UPDATE letters SET state = 'sending'")
    #expect(try await pipeline.acknowledgeLetter(letter.id, by: "ada").state == .acknowledged)
    #expect(try await pipeline.states(ids) == [.settled])
    #expect(
      try await pipeline.history(of: ids[0]).suffix(3).map(\.to) == [
        .lettered, .submitted, .settled,
      ])
  }

  @Test func aPresentmentIsNeverLiveTwice() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    try await pipeline.depositForLetters(bench, 1...1)
    _ = try await pipeline.createLetter(letterPolicy(), by: "ada")
    await #expect(throws: (any Error).self) {
      try await pipeline.sql(
        """
        INSERT INTO letter_items (sequence, letter_id, check_id, presentment, entry)
        SELECT sequence + 10, letter_id, check_id, presentment, entry FROM letter_items
        """)
    }
  }

  @Test func thereIsNoSuchLetter() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    await #expect(throws: LetterError.noSuchLetter(7)) { try await pipeline.letter(7) }
    await #expect(throws: LetterError.noSuchLetter(7)) {
      try await pipeline.dropLetter(7, by: "ada", reason: "")
    }
  }
}
