import CashLetter
import CheckActions
import CheckStore
import Testing

@testable import CheckPipeline

/// What tells letters and their items apart, when several are reserved at once.
@Suite struct LetterNumberTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  private struct GivenUp: Error {}

  /// A reservation as the program makes it, for any transaction.
  private func reservation(
    _ drafts: ArraySlice<Letters.Draft>
  ) throws -> @Sendable (Transaction) throws -> Letter? {
    let (drafts, date, clock) = (Array(drafts), try pipeline.businessDate(), pipeline.parts.clock)
    return { db in
      try Letters.reserve(
        db, drafts, policy: LetterPolicy(), businessDate: date, actor: "ada", clock: clock)
    }
  }

  private func sequences(_ letter: Letter) async throws -> [Int] {
    [letter.creditSequence] + (try await pipeline.letter(letter.id).items.map(\.sequence))
  }

  @Test func twoAtOnceShareNoNumber() async throws {
    try await pipeline.depositForLetters(bench, 1...5)
    let drafts = try await pipeline.drafts(letterPolicy())
    let (first, second) = try TwoWriters(bench.folder).run(
      reservation(drafts[..<2]), then: reservation(drafts[2...]))
    let letters = [try #require(first), try #require(try second.get())]
    #expect(letters.map(\.id) == [1, 2])
    #expect(letters.map(\.modifier) == ["A", "B"])
    #expect(letters[0].creationTime == letters[1].creationTime)
    #expect(letters.map { $0.fileName.prefix(9) } == ["00000001-", "00000002-"])
    #expect(try await sequences(letters[0]) == [1, 2, 3])
    #expect(try await sequences(letters[1]) == [4, 5, 6, 7])
    #expect(try await pipeline.letters() == letters)
  }

  @Test func theSameChecksAtOnceGoIntoOneLetter() async throws {
    try await pipeline.depositForLetters(bench, 1...3)
    let drafts = try await pipeline.drafts(letterPolicy())
    let (first, second) = try TwoWriters(bench.folder).run(
      reservation(drafts[..<2]), then: reservation(drafts[...]))
    #expect(try #require(first).items == 2)
    let rest = try #require(try second.get())
    #expect(try await pipeline.letter(rest.id).items.map(\.check) == [drafts[2].check])
    #expect(try await sequences(rest) == [4, 5])
  }

  @Test func aReservationThatFailsGivesItsNumbersBack() async throws {
    try await pipeline.depositForLetters(bench, 1...4)
    let drafts = try await pipeline.drafts(letterPolicy())
    let store = pipeline.parts.store
    let (reserve, others) = (try reservation(drafts[..<2]), try reservation(drafts[2...]))
    await #expect(throws: GivenUp.self) {
      try await store.write { db in
        _ = try reserve(db)
        throw GivenUp()
      }
    }
    #expect(try await store.write(reserve)?.id == 1)
    // Nothing is left for this one, which is no failure.
    #expect(try await store.write(reserve) == nil)
    let next = try #require(try await store.write(others))
    #expect(next.id == 2)
    #expect(try await sequences(next) == [4, 5, 6])
  }

  @Test func theNumbersOfADroppedLetterAreNotUsedAgain() async throws {
    try await pipeline.depositForLetters(bench, 1...2)
    let dropped = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    _ = try await pipeline.dropLetter(dropped.id, by: "ada", reason: "too early")
    let next = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    #expect(next.id == 2)
    #expect(next.modifier == "B")
    #expect(try await sequences(next) == [4, 5, 6])
  }
}
