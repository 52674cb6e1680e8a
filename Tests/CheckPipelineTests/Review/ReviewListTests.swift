import CheckActions
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct ReviewListTests {
  /// What was received when, and the day that it belongs to in New York, where the cut-off is at five
  /// in the afternoon.
  private static let received: [(cents: Int, at: String, day: String)] = [
    (50_000, "2026-01-07T15:00:00Z", "2026-01-07"),
    // After the cut-off of the sixth.
    (90_000, "2026-01-06T23:30:00Z", "2026-01-07"),
    (1000, "2026-01-06T21:00:00Z", "2026-01-06"),
    // In the evening of the sixth there.
    (90_000, "2026-01-07T02:00:00Z", "2026-01-07"),
    // A Saturday.
    (2000, "2026-01-10T15:00:00Z", "2026-01-12"),
    (500_000, "2026-01-12T15:00:00Z", "2026-01-12"),
  ]

  private func filled(_ bench: Bench, timeZone: String) async throws -> Pipeline {
    let pipeline = try await bench.open { $0.availability.timeZone = timeZone }
    for (index, check) in Self.received.enumerated() {
      let record = try await pipeline.deposit(
        bench, "\(index)", line: Lines.personal("\(1000 + index)"), cents: check.cents,
        status: .unsure)
      #expect(record.state == .review)
      let at = try Date(check.at, strategy: .iso8601)
      try await pipeline.sql(
        "UPDATE checks SET received_at_ms = ? WHERE id = ?", [at.milliseconds, record.id])
    }
    // What is not in review has no place on the list.
    try await pipeline.deposit(bench, "sure", line: Lines.personal("2000"))
    return pipeline
  }

  @Test func theOldestBankingDayIsFirstAndWithinItTheLargestAmount() async throws {
    let bench = try Bench()
    let pipeline = try await filled(bench, timeZone: "America/New_York")
    let list = try await pipeline.reviewList()
    #expect(list.map(\.check) == [3, 2, 4, 1, 6, 5])
    for entry in list {
      let check = Self.received[Int(entry.check) - 1]
      #expect(entry.day.description == check.day)
      #expect(entry.amount == Cents(check.cents))
    }
    #expect(try await pipeline.reviewItem(5).day.description == "2026-01-12")
  }

  @Test func theDayIsThatOfTheBanksTimeZone() async throws {
    let bench = try Bench()
    let pipeline = try await filled(bench, timeZone: "Asia/Tokyo")
    // The third came at six in the morning of the seventh there, the first at midnight, and the last
    // at midnight of the thirteenth.
    #expect(try await pipeline.reviewList().map(\.check) == [2, 4, 3, 1, 5, 6])
  }
}
