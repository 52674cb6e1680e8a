import CheckActions
import CheckStore
import MICR
import Testing

@testable import CheckPipeline

/// One credit for each item, but for those that a person named and overruled.
@Suite struct DuplicateOverrideTests {
  /// A policy that accepts every duplicate does not credit one by itself.
  @Test(arguments: [1999, 2999])
  func noPolicyCreditsAnItemTwice(cents: Int) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open {
      for reason in [Reason.sameBytes, .duplicate, .sameIdentity] {
        $0.rules.verdicts[reason] = .accept
      }
    }
    #expect(try await pipeline.deposit(bench, "a", line: Lines.personal()).state == .deposited)
    for text in ["a", "b"] {
      let twin = try await pipeline.deposit(
        bench, text, line: Lines.personal(), account: "7", cents: cents)
      #expect(twin.state == .review)
      #expect(!twin.reasons.isEmpty)
      await #expect(throws: PipelineError.wouldDouble(twin.id, of: [1])) {
        try await pipeline.approve(twin.id, by: "clerk", note: "")
      }
    }
    try await pipeline.cancel(1, by: "clerk", reason: "asked for")
    #expect(
      try await pipeline.deposit(bench, "c", line: Lines.personal(), cents: cents).state
        == .deposited)
    try await pipeline.expectLedgerHolds()
  }

  @Test func checksOfOnePayorAndAmountWithoutSerialAreNamedToo() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let line = "A\(Lines.routing[0])A 123456789C"
    for text in ["a", "b"] { try await pipeline.deposit(bench, text, line: line) }
    await #expect(throws: PipelineError.wouldDouble(2, of: [1])) {
      try await pipeline.approve(2, by: "clerk", note: "")
    }
    try await pipeline.approve(
      2, by: "clerk", note: "", overriding: ApprovalOverrides(despiteDuplicates: [1]))
    try await pipeline.expectLedgerHolds()
  }

  /// The second approval sees what the first one committed, whatever its page showed.
  @Test func ofTwoApprovalsAtOnceOneIsRefused() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for (text, cents) in [("a", 100), ("b", 200)] {
      try await pipeline.deposit(
        bench, text, line: Lines.personal(), cents: cents, status: .unsure)
    }
    async let one: Void = pipeline.approve(1, by: "ada", note: "")
    async let other: Void = pipeline.approve(2, by: "kim", note: "")
    var refused = 0
    do { try await one } catch PipelineError.wouldDouble(1, of: [2]) { refused += 1 }
    do { try await other } catch PipelineError.wouldDouble(2, of: [1]) { refused += 1 }
    #expect(refused == 1)
    try await pipeline.expectSound()
  }

  /// A store of an earlier version that let a person credit an item twice opens, and the proof tells.
  @Test func doublesOfAnEarlierVersionAreListed() async throws {
    let bench = try Bench()
    try bench.folder.create()
    let old = StoreFile(bench.folder.store)
    try old.migrate(.checks, upTo: "8")
    try old.write { db in
      for (id, state) in ["deposited", "settled", "returned", "deposited"].enumerated() {
        try db.run(
          """
          INSERT INTO checks (state, account, amount_cents, front_name, front_hash,
            idempotency_key, content_key, received_at_ms, received_day, changed_at_ms, identity)
          VALUES (?, '55', ?, 'f', ?, ?, 'c', 0, 0, 0, 'r/a/s')
          """, [state, 100 + id, "h\(id)", "k\(id)"])
      }
    }
    let pipeline = try await bench.open()
    let double = try await pipeline.proveLedger().violations.filter { $0.contains("same item") }
    #expect(
      double == [
        "checks 1, 2, 4 are the same item, credited 3 times, 3.04 in all, without an override"
      ])
  }

  /// What is presented again by a rule is not credited beside another credit of its item.
  @Test(arguments: [false, true])
  func aReturnedTwinIsNotPresentedAgain(hasTwin: Bool) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...1)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    _ = try await pipeline.sendLetter(letter.id, to: nil, by: "ada")
    if hasTwin {
      let twin = try await pipeline.deposit(
        bench, "twin", line: Lines.personal("1"), cents: 5, status: .unsure)
      try await pipeline.approve(
        twin.id, by: "ada", note: "", overriding: ApprovalOverrides(despiteDuplicates: [ids[0]]))
    }
    let item = try #require(try await pipeline.letter(letter.id).items.first)
    let bank = letter.profile.firstBank.routing
    let file = try bench.file(
      "returns.csv",
      text: """
        bofd_routing,bofd_date,bofd_sequence,amount,reason,adjusted_amount
        \(bank),\(item.depositDate),\(item.sequence),10.01,A,

        """)
    let summary = try await pipeline.importReturns(
      file: file, letterPolicy { $0.presentsAgain = true }, by: "ada")
    #expect(summary.outcomes == [hasTwin ? .returned : .presentedAgain: 1])
    #expect(try await pipeline.check(ids[0]).state == (hasTwin ? .returned : .deposited))
    try await pipeline.expectLedgerHolds()
  }

  private func reading(_ line: String, doubted: Set<Int> = []) -> MICRReading {
    var reading = Lines.reading(line, .unsure)
    reading.characters = line.filter { $0 != " " }.enumerated().map { index, character in
      ReadCharacter(
        character: String(character), confidence: doubted.contains(index) ? 0.5 : 0.999,
        secondBest: nil, box: .init(x: 0, y: 0, width: 1, height: 1))
    }
    return reading
  }

  @Test func aPersonMayChangeWhatTheReaderDoubts() {
    let line = Lines.personal("1042")
    let last = line.filter { $0 != " " }.count - 1
    #expect(reading(line).isContradicted(by: Lines.personal("1043")))
    #expect(!reading(line, doubted: [last]).isContradicted(by: Lines.personal("1043")))
    #expect(reading(line, doubted: [last]).isContradicted(by: Lines.personal("1053")))
    #expect(reading(line, doubted: [last]).isContradicted(by: Lines.personal("104")))
    #expect(!reading(line).isContradicted(by: line.replacingOccurrences(of: " ", with: "")))
    // Without characters there is nothing that the reader stood by.
    #expect(!Lines.reading(line).isContradicted(by: Lines.personal("1043")))
  }

  /// Lines of one item as they come: as printed, and as a person types or a reader loses a part.
  static let sameItem = [
    ["C001042C A021904567A 00123456C", "A021904567A 123456C 1042"],
    ["A021904567A 123D456C 1042", "A021904567A 123456C 01042"],
    ["C1042C A021904567A 123456C", "A021904567A 123456C"],
    ["A021904567A 123456C", "A021904567A 00123456C 1042"],
  ].map { lines in lines.map { $0.replacingOccurrences(of: "021904567", with: Lines.routing[0]) } }

  @Test(arguments: sameItem, [false, true])
  func isTheSameItemHoweverItIsPrinted(lines: [String], isReversed: Bool) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let lines = isReversed ? lines.reversed() : lines
    #expect(try await pipeline.deposit(bench, "a", line: lines[0]).state == .deposited)
    let second = try await pipeline.deposit(bench, "b", line: lines[1], account: "7")
    #expect(second.state == .review)
    await #expect(throws: PipelineError.wouldDouble(2, of: [1])) {
      try await pipeline.approve(2, by: "clerk", note: "")
    }
    #expect(try await pipeline.reviewItem(2).twins.map(\.mustBeNamed) == [true])
  }

  /// Whatever a person changes of a check that was compared with a credited one, it still is.
  @Test func noCorrectionEndsAComparison() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let line = "A\(Lines.routing[0])A 123456789C"
    try await pipeline.deposit(bench, "a", line: line)
    for (number, correction) in [
      Correction(line: "\(line) 1042"), Correction(line: "A\(Lines.routing[0])A 0123456789C"),
      Correction(line: "A\(Lines.routing[1])A 55C 7"), Correction(amount: Cents(2000)),
      Correction(line: "\(line) 1043", amount: Cents(1), account: "9"),
    ].enumerated() {
      let check = try await pipeline.deposit(bench, "b\(number)", line: line).id
      for _ in 0..<2 {
        try await pipeline.correct(check, correction, by: "clerk")
        try await pipeline.drain(line: "")
        #expect(try await pipeline.check(check).state == .review, "\(correction)")
      }
      await #expect(throws: PipelineError.wouldDouble(check, of: [1]), "\(correction)") {
        try await pipeline.approve(check, by: "clerk", note: "")
      }
      try await pipeline.reject(check, by: "clerk", reason: "the same")
    }
    try await pipeline.cancel(1, by: "clerk", reason: "asked for")
    #expect(try await pipeline.deposit(bench, "c", line: line).state == .deposited)
  }

  /// A serial number in doubt tells no two checks of one payor and amount apart.
  @Test func anUnsureSerialIsNone() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: Lines.personal("1042"))
    try await pipeline.deposit(bench, "b", line: Lines.personal("14"), status: .unsure)
    await #expect(throws: PipelineError.wouldDouble(2, of: [1])) {
      try await pipeline.approve(2, by: "clerk", note: "")
    }
  }

  /// Nor is it one beside a payor that a person typed without it.
  @Test func anUnsureSerialIsNoneBesideATypedPayorEither() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: Lines.personal("1042"))
    let misread = "A\(Lines.routing[0].dropLast())0A 123456789C 1047"
    try await pipeline.deposit(bench, "b", line: misread, status: .unsure)
    let payor = try TypedPayor(routing: Lines.routing[0], account: "123456789")
    await #expect(throws: PipelineError.wouldDouble(2, of: [1])) {
      try await pipeline.approve(
        2, by: "clerk", note: "", overriding: ApprovalOverrides(payor: payor))
    }
    #expect(try await pipeline.reviewItem(2, payor: payor).twins.map(\.check.id) == [1])
  }

  /// Spaces that a person moves, and a serial number that a person typed, make no other item.
  @Test(arguments: ["A021904567A 10420012345678C", "A021904567A 1047 0012345678C"])
  func theFirstImageIsNotHiddenByACorrection(line: String) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    func here(_ line: String) -> String {
      line.replacingOccurrences(of: "021904567", with: Lines.routing[0])
    }
    let printed = here("A021904567A 1042 0012345678C")
    try await pipeline.deposit(bench, "a", line: printed, status: .unsure)
    try await pipeline.sql(
      "UPDATE results SET response = ? WHERE check_id = 1 AND action = 'micr'",
      [try JSON.encode(reading(printed, doubted: [14]))])
    try await pipeline.correct(1, Correction(line: here(line)), by: "clerk")
    try await pipeline.drain(line: "")
    #expect(try await pipeline.check(1).state == .deposited)
    let second = try await pipeline.deposit(bench, "b", line: printed, account: "7")
    #expect(second.state == .review)
    await #expect(throws: PipelineError.wouldDouble(2, of: [1])) {
      try await pipeline.approve(2, by: "clerk", note: "")
    }
  }

  /// What was stated with another amount first is compared by the amount that stands in the end.
  @Test func aCorrectedAmountIsComparedAsWell() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: Lines.personal("1042"))
    try await pipeline.deposit(bench, "b", line: Lines.personal("104"), cents: 5, status: .unsure)
    try await pipeline.correct(
      2, Correction(line: Lines.personal("1047"), amount: Cents(1999)), by: "clerk")
    try await pipeline.drain(line: "")
    #expect(try await pipeline.check(2).reasons == [.sameAmountNoSerial])
  }

  @Test func sidesThatAreExchangedAreTheSameImage() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let statement = try DepositStatement(account: "5", amount: Cents(5))
    let (front, rear) = (try bench.file("f", text: "front"), try bench.file("r", text: "rear"))
    _ = try await pipeline.submit(Submission(front: front, back: rear, statement: statement))
    try await pipeline.drain(line: Lines.personal())
    #expect(try await pipeline.check(1).state == .deposited)
    _ = try await pipeline.submit(Submission(front: rear, back: front, statement: statement))
    try await pipeline.drain(line: Lines.personal("7"))
    #expect(try await pipeline.check(2).reasons == [.sameBytes])
  }

  /// Many checks may have one rear, such as a blank form; sent in as a front it turns none of them down.
  @Test func aRearThatWaitsAsAFrontTurnsNoCheckDown() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    #expect(try await pipeline.deposit(bench, "rear", line: "", status: .noLine).state == .review)
    let (front, rear) = (try bench.file("f", text: "front"), try bench.file("r", text: "rear"))
    let statement = try DepositStatement(account: "5", amount: Cents(5))
    _ = try await pipeline.submit(Submission(front: front, back: rear, statement: statement))
    try await pipeline.drain(line: Lines.personal())
    #expect(try await pipeline.check(2).state == .deposited)
  }

  /// What no cash letter takes is not credited by a rule, whatever the policy says.
  @Test(arguments: [
    "A021904567A 1234567890123456C 104277", "C1234567890123456C A021904567A 123456C",
    "A021904567A 9C A021904567A 8C", "A021904567A C", "A021904568A 123456C 1",
    "C12A34C A021904567A 00777777C 55", "C1CA A021904567A 00777777C 55",
  ])
  func noPolicyCreditsWhatCannotBeCollected(line: String) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open {
      for reason in Reason.allCases { $0.rules.verdicts[reason] = .accept }
    }
    let check = try await pipeline.deposit(
      bench, "a", line: line.replacingOccurrences(of: "021904567", with: Lines.routing[0]))
    #expect(check.state == .review, "\(check.state)")
    let error = await #expect(throws: PipelineError.self) {
      try await pipeline.approve(1, by: "clerk", note: "")
    }
    switch error {
    case .uncollectable(1, _), .noIdentity(1): break
    default: Issue.record("\(String(describing: error))")
    }
  }
}
