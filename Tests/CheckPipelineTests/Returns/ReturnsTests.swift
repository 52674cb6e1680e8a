import CashLetter
import CheckActions
import CheckRendering
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct ReturnsTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  /// Checks in a letter that the bank took.
  private func settled(_ serials: ClosedRange<Int>) async throws -> (ids: [CheckID], Letter) {
    let ids = try await pipeline.depositForLetters(bench, serials)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    _ = try await pipeline.sendLetter(letter.id, to: nil, by: "ada")
    return (ids, try await pipeline.acknowledgeLetter(letter.id, by: "ada"))
  }

  private func row(
    _ item: LetterItemRecord, reason: String = "", adjusted: String = "", bank: String? = nil,
    date: String? = nil, sequence: Int? = nil, amount: String? = nil
  ) -> String {
    let cents = item.amount.value
    let dollars = "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    return [
      bank ?? LetterProfile.sample.firstBank.routing, date ?? item.depositDate,
      "\(sequence ?? item.sequence)", amount ?? dollars, reason, adjusted,
    ].joined(separator: ",")
  }

  private func csv(_ rows: [String]) throws -> String {
    let head = "bofd_routing,bofd_date,bofd_sequence,amount,reason,adjusted_amount"
    return try bench.file(
      "\(UUID().uuidString).csv", text: ([head] + rows).joined(separator: "\n") + "\n")
  }

  private func balance(_ account: String) async throws -> Int {
    let balances = try await pipeline.ledgerBalances()
    return balances.first { $0.account == .depositor(account) }?.balance.value ?? 0
  }

  @Test func aReturnTakesTheDepositBackOnce() async throws {
    let (ids, letter) = try await settled(1...3)
    let items = try await pipeline.letter(letter.id).items
    let file = try csv([row(items[1], reason: "C")])
    let first = try await pipeline.importReturns(file: file, letterPolicy(), by: "ada")
    #expect(first.outcomes == [.returned: 1])
    #expect(first.known == 0 && first.problems == [])
    #expect(try await pipeline.states(ids) == [.settled, .returned, .settled])
    #expect(try await balance("55002") == 0)
    #expect(try await pipeline.history(of: ids[1]).last?.note == "return reason C, stop payment")
    try await pipeline.expectLedgerHolds()
    let before = try await pipeline.letterSnapshot() + pipeline.snapshot()
    let second = try await pipeline.importReturns(file: file, letterPolicy(), by: "bob")
    #expect(second.outcomes == [:] && second.known == 1)
    #expect(try await pipeline.letterSnapshot() + pipeline.snapshot() == before)
  }

  @Test func whatFitsNoItemIsKeptAsUnmatched() async throws {
    let (ids, letter) = try await settled(1...2)
    let items = try await pipeline.letter(letter.id).items
    let file = try csv([
      row(items[0], reason: "A", bank: "021904567"),
      row(items[0], reason: "A", date: "20200101"),
      row(items[0], reason: "A", sequence: 99),
      row(items[1], reason: "A", amount: "10.03"),
    ])
    let summary = try await pipeline.importReturns(file: file, letterPolicy(), by: "ada")
    #expect(summary.outcomes == [.unmatched: 4])
    #expect(try await pipeline.states(ids) == [.settled, .settled])
    let notes = try await pipeline.returns(.unmatched).map(\.note)
    #expect(notes.count == 4)
    #expect(notes[0].contains("bank of first deposit 221901357"))
    #expect(notes[1].contains("was deposited on"))
    #expect(notes[2] == "no item has this sequence number")
    #expect(notes[3].contains("is of 10.02"))
  }

  @Test func whatCameBeforeItsLetterIsTakenWhenItComesAgain() async throws {
    let ids = try await pipeline.depositForLetters(bench, 1...1)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    let item = try #require(try await pipeline.letter(letter.id).items.first)
    let file = try csv([row(item, reason: "D")])
    let early = try await pipeline.importReturns(file: file, letterPolicy(), by: "ada")
    #expect(early.outcomes == [.unmatched: 1])
    _ = try await pipeline.sendLetter(letter.id, to: nil, by: "ada")
    let late = try await pipeline.importReturns(file: file, letterPolicy(), by: "ada")
    #expect(late.outcomes == [.returned: 1])
    #expect(try await pipeline.states(ids) == [.returned])
    #expect(try await pipeline.returns().map(\.outcome) == [.returned])
    // In the place of the one that was unmatched.
    #expect(try await pipeline.returns().map(\.id) == [1])
    // The bank may acknowledge after the first returns; those stay where they are.
    _ = try await pipeline.acknowledgeLetter(letter.id, by: "ada")
    #expect(try await pipeline.states(ids) == [.returned])
    try await pipeline.expectLedgerHolds()
  }

  @Test func forWantOfFundsItIsPresentedOnceMoreAndNotTwice() async throws {
    let policy = letterPolicy { $0.presentsAgain = true }
    let (ids, letter) = try await settled(1...3)
    let items = try await pipeline.letter(letter.id).items
    let file = try csv([
      row(items[0], reason: "A"), row(items[1], reason: "B"), row(items[2], reason: "D"),
    ])
    let summary = try await pipeline.importReturns(file: file, policy, by: "ada")
    #expect(summary.outcomes == [.presentedAgain: 2, .returned: 1])
    #expect(try await pipeline.states(ids) == [.deposited, .deposited, .returned])
    #expect(try await balance("55001") == 1001)
    let again = try #require(try await pipeline.createLetter(policy, by: "ada"))
    let repeated = try await pipeline.letter(again.id).items
    #expect(repeated.map(\.check) == [ids[0], ids[1]])
    #expect(repeated.map(\.presentment) == [2, 2])
    #expect(Set(repeated.map(\.sequence)).isDisjoint(with: items.map(\.sequence)))
    _ = try await pipeline.sendLetter(again.id, to: nil, by: "ada")
    let second = try await pipeline.importReturns(
      file: try csv([row(repeated[0], reason: "A")]), policy, by: "ada")
    #expect(second.outcomes == [.returned: 1])
    #expect(try await pipeline.check(ids[0]).state == .returned)
    #expect(try await balance("55001") == 0)
    try await pipeline.expectLedgerHolds()
    // A late return of the first presentment takes nothing from the second.
    let known = try await pipeline.importReturns(file: file, policy, by: "ada")
    #expect(known.known == 3)
    #expect(try await pipeline.check(ids[1]).state == .submitted)
  }

  @Test func whatHasLostItsPicturesIsNotPresentedAgain() async throws {
    let (ids, letter) = try await settled(1...1)
    let items = try await pipeline.letter(letter.id).items
    bench.clock.advance(milliseconds: 86_400_000)
    #expect(try await pipeline.purge(changedBefore: bench.clock.wall, by: "ada").checks == 1)
    let summary = try await pipeline.importReturns(
      file: try csv([row(items[0], reason: "A")]), letterPolicy { $0.presentsAgain = true },
      by: "ada")
    #expect(summary.outcomes == [.returned: 1])
    #expect(try await pipeline.states(ids) == [.returned])
  }

  @Test func anAdjustmentIsTheDifferenceAndGoesWithTheReturn() async throws {
    let (ids, letter) = try await settled(1...2)
    let items = try await pipeline.letter(letter.id).items
    let file = try csv([
      row(items[0], adjusted: "12.01"), row(items[1], adjusted: "9.02"),
    ])
    let summary = try await pipeline.importReturns(file: file, letterPolicy(), by: "ada")
    #expect(summary.outcomes == [.adjusted: 2])
    #expect(try await balance("55001") == 1201)
    #expect(try await balance("55002") == 902)
    try await pipeline.expectLedgerHolds()
    let again = try await pipeline.importReturns(file: file, letterPolicy(), by: "ada")
    #expect(again.known == 2)
    let policy = letterPolicy { $0.presentsAgain = true }
    let back = try await pipeline.importReturns(
      file: try csv([row(items[0], reason: "A")]), policy, by: "ada")
    // What was adjusted is for a person, and not presented once more by rule.
    #expect(back.outcomes == [.returned: 1])
    #expect(try await balance("55001") == 0)
    #expect(try await pipeline.states(ids) == [.returned, .settled])
    try await pipeline.expectLedgerHolds()
  }

  @Test func anAdjustmentGoesWithALetterThatIsRefused() async throws {
    let ids = try await pipeline.depositForLetters(bench, 1...1)
    let first = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    _ = try await pipeline.sendLetter(first.id, to: nil, by: "ada")
    let item = try #require(try await pipeline.letter(first.id).items.first)
    _ = try await pipeline.importReturns(
      file: try csv([row(item, adjusted: "12.01")]), letterPolicy(), by: "ada")
    _ = try await pipeline.acknowledgeLetter(first.id, refusal: "unknown", by: "ada")
    #expect(try await balance("55001") == 1001)
    try await pipeline.expectLedgerHolds()
    let second = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    _ = try await pipeline.sendLetter(second.id, to: nil, by: "ada")
    let again = try #require(try await pipeline.letter(second.id).items.first)
    let summary = try await pipeline.importReturns(
      file: try csv([row(again, adjusted: "12.01")]), letterPolicy(), by: "ada")
    #expect(summary.outcomes == [.adjusted: 1])
    #expect(try await balance("55001") == 1201)
    #expect(try await pipeline.check(ids[0]).state == .submitted)
    try await pipeline.expectLedgerHolds()
  }

  @Test func anotherAnswerForTheSameItemIsForAPerson() async throws {
    let (ids, letter) = try await settled(1...1)
    let item = try #require(try await pipeline.letter(letter.id).items.first)
    let first = try await pipeline.importReturns(
      file: try csv([row(item, adjusted: "9.01")]), letterPolicy(), by: "ada")
    #expect(first.outcomes == [.adjusted: 1])
    let second = try await pipeline.importReturns(
      file: try csv([row(item, adjusted: "9.02")]), letterPolicy(), by: "ada")
    #expect(second.outcomes == [.unmatched: 1])
    #expect(try await pipeline.returns().map(\.outcome) == [.adjusted, .unmatched])
    #expect(try await balance("55001") == 901)
    #expect(try await pipeline.check(ids[0]).state == .settled)
  }

  @Test func aFileThatIsCutOffIsNotTakenUnlessAPersonSaysSo() async throws {
    let (ids, letter) = try await settled(1...6)
    var bank = SimulatedBank()
    bank.returnedShare = 1
    var generator = SeededGenerator(seed: 2)
    let answer = try await pipeline.simulateBank(
      bank, answering: letter.id, to: bench.root, using: &generator)
    let bytes = try Array(
      Data(contentsOf: URL(fileURLWithPath: try #require(answer.returns))))
    let cut = try bench.file("cut.x937", Array(bytes.prefix(bytes.count / 2)))
    await #expect(throws: ReturnsError.self) {
      try await pipeline.importReturns(file: cut, letterPolicy(), by: "ada")
    }
    #expect(Set(try await pipeline.states(ids)) == [.settled])
    let taken = try await pipeline.importReturns(
      file: cut, letterPolicy(), by: "ada", takesDamaged: true)
    let count = try #require(taken.outcomes[.returned])
    #expect((1..<6).contains(count))
    let whole = try await pipeline.importReturns(
      file: try #require(answer.returns), letterPolicy(), by: "ada")
    #expect(whole.known == count && whole.outcomes == [.returned: 6 - count])
  }

  @Test(arguments: ["04", "05", "06"])
  func aNotificationTakesNothingBack(collectionType: String) async throws {
    let (ids, letter) = try await settled(1...2)
    var bank = SimulatedBank()
    bank.returnedShare = 1
    var generator = SeededGenerator(seed: 2)
    let answer = try await pipeline.simulateBank(
      bank, answering: letter.id, to: bench.root, using: &generator)
    var bytes = try Array(
      Data(contentsOf: URL(fileURLWithPath: try #require(answer.returns))))
    // Positions 3 and 4 of records 10 and 20, the second and the third of the file, in EBCDIC.
    for record in 1...2 {
      let place = record * 84 + 4 + 2
      #expect(Array(bytes[place...place + 1]) == [0xF0, 0xF3])
      bytes.replaceSubrange(place...place + 1, with: collectionType.utf8.map { $0 + 0xC0 })
    }
    let file = try bench.file("notification.x937", bytes)
    let summary = try await pipeline.importReturns(file: file, letterPolicy(), by: "ada")
    #expect(summary.outcomes == [:])
    #expect(summary.problemCount == 2)
    #expect(summary.problems[0].contains("collection type \(collectionType)"))
    #expect(Set(try await pipeline.states(ids)) == [.settled])
  }

  @Test func anInterruptedImportIsRepeated() async throws {
    let (ids, letter) = try await settled(1...120)
    let items = try await pipeline.letter(letter.id).items
    let file = try csv(items.map { row($0, reason: "E") })
    var looks = 0
    let first = try await pipeline.importReturns(
      file: file, letterPolicy(), by: "ada",
      isInterrupted: {
        looks += 1
        return looks > 1
      })
    #expect(first.outcomes == [.returned: 100])
    let second = try await pipeline.importReturns(file: file, letterPolicy(), by: "ada")
    #expect(second.outcomes == [.returned: 20] && second.known == 100)
    #expect(Set(try await pipeline.states(ids)) == [.returned])
    try await pipeline.expectLedgerHolds()
  }

  @Test func whatIsNoAnswerIsNamed() async throws {
    let (_, letter) = try await settled(1...1)
    let item = try #require(try await pipeline.letter(letter.id).items.first)
    let file = try csv([
      row(item), row(item, reason: "A", adjusted: "5.00"), row(item, adjusted: "10.01"),
      row(item, reason: "A", amount: "ten"), row(item, reason: "because"),
    ])
    let summary = try await pipeline.importReturns(file: file, letterPolicy(), by: "ada")
    #expect(summary.answers == 0)
    #expect(
      summary.problems.map { $0.prefix(7) } == [
        "line 2:", "line 3:", "line 4:", "line 5:", "line 6:",
      ])
    await #expect(throws: PipelineError.self) {
      try await pipeline.importReturns(file: bench.root + "/none", letterPolicy(), by: "ada")
    }
    let other = try bench.file("other.csv", text: "a,b\n1,2\n")
    await #expect(throws: ColumnFile.Failure.self) {
      try await pipeline.importReturns(file: other, letterPolicy(), by: "ada")
    }
  }

  @Test(arguments: StandardLevel.allCases, LetterEncoding.allCases)
  func theFilesOfAMadeUpBankAreTaken(
    level: StandardLevel, encoding: LetterEncoding
  ) async throws {
    let policy = letterPolicy {
      $0.profile.dialect.level = level
      $0.profile.dialect.encoding = encoding
    }
    let ids = try await pipeline.depositForLetters(bench, 1...12)
    let letter = try #require(try await pipeline.createLetter(policy, by: "ada"))
    _ = try await pipeline.sendLetter(letter.id, to: nil, by: "ada")
    var bank = SimulatedBank()
    bank.returnedShare = 0.4
    bank.adjustedShare = 0.4
    var generator = SeededGenerator(seed: 3)
    let answer = try await pipeline.simulateBank(
      bank, answering: letter.id, to: bench.root, using: &generator)
    _ = try await pipeline.acknowledge(
      Acknowledgement(reading: answer.acknowledgement), by: "ada")
    let returns = try #require(answer.returns)
    let file = try Array(Data(contentsOf: URL(fileURLWithPath: returns)))
    #expect(try checkedItems(file, profile: nil).isEmpty)
    let summary = try await pipeline.importReturns(file: returns, policy, by: "ada")
    #expect(answer.returned > 0)
    #expect(summary.outcomes == [.returned: answer.returned])
    let adjustments = try await pipeline.importReturns(
      file: try #require(answer.adjustments), policy, by: "ada")
    #expect(adjustments.outcomes == [.adjusted: answer.adjusted])
    let states = try await pipeline.states(ids)
    #expect(states.count { $0 == .returned } == answer.returned)
    #expect(states.count { $0 == .settled } == 12 - answer.returned)
    try await pipeline.expectLedgerHolds()
  }

  @Test func aBankThatRefusesAndOneThatGotOtherBytes() async throws {
    try await pipeline.depositForLetters(bench, 1...2)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    _ = try await pipeline.sendLetter(letter.id, to: nil, by: "ada")
    var bank = SimulatedBank()
    bank.refuses = true
    var generator = SeededGenerator(seed: 1)
    let answer = try await pipeline.simulateBank(
      bank, answering: letter.id, to: bench.root, using: &generator)
    #expect(answer.returns == nil && answer.adjustments == nil)
    var read = try Acknowledgement(reading: answer.acknowledgement)
    await #expect(throws: LetterError.self) {
      let other = Acknowledgement(file: read.file, checksum: "00")
      _ = try await pipeline.acknowledge(other, by: "ada")
    }
    #expect(try await pipeline.acknowledge(read, by: "ada").state == .refused)
    read.file = "other"
    let unknown = read
    await #expect(throws: LetterError.self) {
      _ = try await pipeline.acknowledge(unknown, by: "ada")
    }
  }

  @Test func aMadeUpBankAnswersTestsOnly() async throws {
    try await pipeline.depositForLetters(bench, 1...1)
    let policy = letterPolicy { $0.profile.isTest = false }
    let letter = try #require(try await pipeline.createLetter(policy, by: "ada"))
    var generator = SeededGenerator(seed: 1)
    await #expect(throws: LetterError.notATest(letter.id)) {
      _ = try await pipeline.simulateBank(
        SimulatedBank(), answering: letter.id, to: bench.root, using: &generator)
    }
  }
}
