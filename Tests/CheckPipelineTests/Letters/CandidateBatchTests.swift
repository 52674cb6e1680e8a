import CheckActions
import CheckImaging
import CheckStore
import ImageCodecs
import Testing

@testable import CheckPipeline

/// That the candidates for letters are read by sets, and come to what each check's rows say.
@Suite struct CandidateBatchTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  private func batch(_ count: Int) async throws -> ([LetterCandidate], [String]) {
    let images = pipeline.parts.images
    return try await pipeline.statements { db in
      try LetterCandidate.batch(db, after: 0, count: count, in: images)
    }
  }

  @Test func aBatchOfCandidatesTakesAsManyStatementsAsAnother() async throws {
    try await pipeline.depositForLetters(bench, 1...80)
    let (few, shorter) = try await batch(40)
    let (all, longer) = try await batch(80)
    #expect(few.count == 40 && all.count == 80)
    #expect(shorter.count == longer.count)
    #expect(longer.count == 4)
  }

  @Test func aBatchKnowsOfEachCheckWhatItsRowsSay() async throws {
    let ids = try await pipeline.depositForLetters(bench, 1...6)
    _ = try await pipeline.depositForLetters(bench, 7...8, hasRear: false)
    let image = GrayImage(width: 64, height: 60, pixels: Array(repeating: 9, count: 64 * 60))
    let figures = try JSON.encode(["rearQuality": QualityFigures(measuring: image)])
    for (check, response) in [(ids[0], figures), (ids[1], "no result")] {
      try await pipeline.sql(
        "UPDATE results SET response = ? WHERE check_id = ? AND action = 'image'",
        [response, check])
    }
    try await pipeline.sql("INSERT INTO letter_releases VALUES (?, 0, 'ada', '')", [ids[2]])
    try await pipeline.sql("DELETE FROM bank_readings WHERE line LIKE '% 4'")
    try await pipeline.sql("DELETE FROM check_images WHERE check_id = ?", [ids[4]])
    try await pipeline.sql("DELETE FROM results WHERE check_id = ?", [ids[5]])
    let (candidates, _) = try await batch(100)
    let images = pipeline.parts.images
    let oneByOne = try await pipeline.parts.store.read { db in
      try candidates.map { candidate in
        let check = try CheckRecord.fetch(db, id: candidate.check.id)
        let pictures = try CheckImage.all(db, check: check.id, in: images)
        let front = pictures.first { $0.side == .front }
        return LetterCandidate(
          check: check,
          depositedAt: try #require(
            try Ledger.entries(db, check: check.id, limit: 1).first?.at),
          front: front, rear: pictures.first { $0.side == .back },
          measured: try? Queue.result(db, check.id, .image, MeasuredQuality.self),
          bankLine: try db.first(
            "SELECT line FROM bank_readings WHERE hash = ?", [front?.reference.hash.description]
          ) { $0[0] },
          isReleased: try db.exists(
            "SELECT 1 FROM letter_releases WHERE check_id = ?", [check.id]))
      }
    }
    #expect(candidates.map(\.check.id) == Array(1...8))
    // As text, but for the figures, which have no order.
    func text(_ candidate: LetterCandidate) -> String {
      var candidate = candidate
      candidate.measured = nil
      return "\(candidate)"
    }
    #expect(candidates.map(text) == oneByOne.map(text))
    #expect(candidates.map(\.measured?.rearQuality) == oneByOne.map(\.measured?.rearQuality))
    #expect(candidates.map(\.isReleased).filter { $0 }.count == 1)
    #expect(candidates.filter { $0.rear == nil }.count == 3)
    #expect(candidates.filter { $0.front == nil }.count == 1)
    #expect(candidates.filter { $0.bankLine == nil }.count == 2)
    #expect(candidates.filter { $0.measured == nil }.count == 2)
    #expect(candidates.filter { $0.measured?.rearQuality != nil }.map(\.check.id) == [ids[0]])
  }
}
