import CashLetter
import CheckActions
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct LetterCreationTests {
  @Test func everyDepositedCheckIsInOneLetterAndOnlyOnce() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...5)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    #expect(letter.state == .created)
    #expect(letter.items == 5)
    #expect(letter.amount == Cents(5015))
    let bytes = try await pipeline.file(of: letter)
    #expect(letter.bytes == bytes.count)
    #expect(letter.checksum == ImageHash(of: bytes).description)
    let details = try checkedItems(bytes)
    #expect(details.compactMap(\.amountCents) == [1001, 1002, 1003, 1004, 1005])
    #expect(details.first?.onUs == "123456789/1")
    #expect(details.first?.payorRouting == String(Lines.routing[0].prefix(8)))
    #expect(try await pipeline.states(ids) == Array(repeating: .lettered, count: 5))
    #expect(try await pipeline.createLetter(letterPolicy(), by: "ada") == nil)
    #expect(try await pipeline.letters() == [letter])
    #expect(bench.names(in: bench.folder.letterTemporaries) == [])
    try await pipeline.expectLedgerHolds()
  }

  @Test func whatAKilledProcessReservedIsFinishedToTheByte() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    try await pipeline.depositForLetters(bench, 1...4, hasRear: false)
    let policy = letterPolicy { $0.makesRearSides = true }
    let reserved = try await pipeline.reserve(policy)
    let first = try LetterFile(letter: reserved, parts: pipeline.parts).write()
    let bytes = try await pipeline.file(of: reserved)
    unlink(try await pipeline.letter(reserved.id).file)
    try FileManager.default.createDirectory(
      atPath: bench.folder.letterTemporaries, withIntermediateDirectories: true)
    bench.clock.advance(milliseconds: 86_400_000)
    // Another process, another day, another policy: what was reserved holds.
    let other = try await bench.open()
    #expect(try await other.createLetter(letterPolicy(), by: "bob") == nil)
    let letter = try #require(try await other.letters().first)
    #expect(letter.state == .created)
    #expect(letter.checksum == first.checksum)
    #expect(try await other.file(of: letter) == bytes)
    let made = try checkedItems(bytes)
    #expect(made.count == 4)
  }

  @Test func aCheckThatWasCancelledMeanwhileIsLeftOut() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...3)
    let drafts = try await pipeline.drafts(letterPolicy())
    try await pipeline.cancel(ids[1], by: "ada", reason: "stopped")
    let letter = try await pipeline.reserve(letterPolicy(), drafts)
    #expect(letter.items == 2)
    #expect(letter.amount == Cents(2004))
    await #expect(throws: PipelineError.self) {
      try await pipeline.cancel(ids[0], by: "ada", reason: "too late")
    }
  }

  @Test func whenAllWereTakenMeanwhileThereIsNoLetter() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    try await pipeline.depositForLetters(bench, 1...2)
    let drafts = try await pipeline.drafts(letterPolicy())
    _ = try await pipeline.reserve(letterPolicy(), drafts)
    let clock = pipeline.parts.clock
    let date = try pipeline.businessDate()
    let second = try await pipeline.parts.store.write { db in
      try Letters.reserve(
        db, drafts, policy: LetterPolicy(), businessDate: date, actor: "ada", clock: clock)
    }
    #expect(second == nil)
    #expect(try await pipeline.letters().count == 1)
  }

  @Test func manyAtATimeMakeDisjointLetters() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...12)
    let policy = letterPolicy { $0.profile.dialect.itemsPerLetter = 3 }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<6 {
        group.addTask {
          let own = number % 2 == 0 ? pipeline : try await bench.open()
          _ = try await own.createLetter(policy, by: "clerk \(number)")
        }
      }
      try await group.waitForAll()
    }
    let letters = try await pipeline.letters()
    #expect(letters.map(\.items) == [3, 3, 3, 3])
    // All of them in one minute: their files can be told apart.
    #expect(letters.map(\.modifier) == ["A", "B", "C", "D"])
    var seen: [CheckID] = []
    var sequences: [Int] = []
    for letter in letters {
      let items = try await pipeline.letter(letter.id).items
      seen += items.map(\.check)
      sequences += items.map(\.sequence)
    }
    #expect(seen.sorted() == ids)
    #expect(Set(sequences).count == ids.count)
  }

  @Test func thirtySixLettersInAMinuteAreTheMost() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    try await pipeline.depositForLetters(bench, 1...37)
    let policy = letterPolicy { $0.profile.dialect.itemsPerLetter = 1 }
    for _ in 0..<36 { _ = try await pipeline.createLetter(policy, by: "ada") }
    await #expect(throws: LetterError.tooManyInAMinute) {
      try await pipeline.createLetter(policy, by: "ada")
    }
    bench.clock.advance(milliseconds: 60_000)
    let next = try #require(try await pipeline.createLetter(policy, by: "ada"))
    #expect(next.modifier == "A")
  }

  @Test func aPictureThatIsLostKeepsNoOtherCheckBack() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...3)
    unlink(pipeline.parts.images.path(ImageHash(of: try Pipeline.bankPicture(1))))
    let damaged = pipeline.parts.images.path(ImageHash(of: try Pipeline.bankPicture(2)))
    try Data("no picture".utf8).write(to: URL(fileURLWithPath: damaged))
    let held = try await pipeline.heldItems(letterPolicy())
    #expect(held.map(\.check) == [ids[0], ids[1]])
    #expect(held.map(\.reason) == [.picture, .picture])
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    #expect(try await pipeline.letter(letter.id).items.map(\.check) == [ids[2]])
  }

  @Test func whatTheDialectCannotStateReservesNothing() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...3)
    let credit = letterPolicy {
      $0.profile.dialect.credit = .credit
      $0.profile.creditAccount = "12345678/"
    }
    for (id, cents) in zip(ids, [9_999_990_000, 20_000, 5]) {
      try await pipeline.sql("UPDATE checks SET amount_cents = ? WHERE id = ?", [cents, id])
    }
    // The first and the second are more than a credit has room for: the second waits.
    let letter = try #require(try await pipeline.createLetter(credit, by: "ada"))
    #expect(try await pipeline.letter(letter.id).items.map(\.check) == [ids[0], ids[2]])
    let next = try #require(try await pipeline.createLetter(credit, by: "ada"))
    #expect(try await pipeline.letter(next.id).items.map(\.check) == [ids[1]])
  }

  @Test func aPictureThatIsLostAfterTheReservationIsNamed() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...2)
    let hash = ImageHash(of: try Pipeline.bankPicture(2))
    _ = try await pipeline.reserve(letterPolicy())
    unlink(pipeline.parts.images.path(hash))
    await #expect {
      try await pipeline.createLetter(letterPolicy(), by: "ada")
    } throws: {
      "\($0)".contains("check \(ids[1])") && "\($0)".contains("\(hash)")
    }
    #expect(try await pipeline.letters().map(\.state) == [.reserved])
    #expect(bench.names(in: bench.folder.letterTemporaries) == [])
    _ = try await pipeline.dropLetter(1, by: "ada", reason: "a picture is lost")
    #expect(try await pipeline.states(ids) == [.deposited, .deposited])
  }

  @Test(arguments: [
    ("America/New_York", "20260105"), ("UTC", "20260105"), ("Pacific/Kiritimati", "20260106"),
  ])
  func theDepositDayIsThatOfTheBanksTimeZone(timeZone: String, wanted: String) async throws {
    let bench = try Bench(inMemory: true)
    // A Monday, 10:00 in UTC.
    bench.clock.set(Date(timeIntervalSince1970: 1_767_607_200))
    let pipeline = try await bench.open { $0.availability.timeZone = timeZone }
    try await pipeline.depositForLetters(bench, 1...1)
    let policy = letterPolicy { $0.timeZone = timeZone }
    let letter = try #require(try await pipeline.createLetter(policy, by: "ada"))
    #expect(try await pipeline.letter(letter.id).items.map(\.depositDate) == [wanted])
    #expect(letter.businessDate.description == wanted)
  }

  @Test func anInterruptedOneReservesNothing() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...2)
    let letter = try await pipeline.createLetter(
      letterPolicy(), by: "ada", isInterrupted: { true })
    #expect(letter == nil)
    #expect(try await pipeline.letters() == [])
    #expect(try await pipeline.states(ids) == [.deposited, .deposited])
  }
}

extension Pipeline {
  /// What would go into a letter now.
  func drafts(_ policy: LetterPolicy) async throws -> [Letters.Draft] {
    var drafts: [Letters.Draft] = []
    try await parts.forEachCandidate(policy, reads: true) { candidate in
      #expect(candidate.held(policy) == nil)
      let rear = try await parts.madeRear(for: candidate, policy)
      drafts.append(
        Letters.Draft(
          check: candidate.check.id, presentment: candidate.check.presentment,
          entry: try candidate.entry(policy, madeRear: rear?.hash, parts.rules)))
      return true
    }
    return drafts
  }

  /// The business date of a letter that is made now.
  func businessDate() throws -> LetterDate {
    try parts.businessDate(nil, letterPolicy()).letterDate()
  }

  /// Reserves a letter and makes no file, as a process does that is killed then.
  func reserve(_ policy: LetterPolicy, _ drafts: [Letters.Draft]? = nil) async throws -> Letter {
    let items = if let drafts { drafts } else { try await self.drafts(policy) }
    let clock = parts.clock
    let date = try businessDate()
    try parts.folder.createLetterFolders()
    let letter = try await parts.store.write { db in
      try Letters.reserve(
        db, items, policy: policy, businessDate: date, actor: "ada", clock: clock)
    }
    return try #require(letter)
  }
}
