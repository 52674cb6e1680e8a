import Foundation
import Testing

@testable import checkctl

@Suite struct MomentTests {
  private let now = Date(timeIntervalSince1970: 1_800_000_000)

  @Test(arguments: [("30s", 30), ("10m", 600), ("2h", 7200), ("3d", 259_200), ("0s", 0)])
  func durationsAreBeforeNow(text: String, seconds: Double) {
    #expect(Moment(argument: text)?.date(now: now) == now - seconds)
  }

  @Test(arguments: [
    ("2026-03-01", 1_772_323_200.0), ("2026-03-01T14:00:00Z", 1_772_373_600),
    ("2026-03-01 14:00:00", 1_772_373_600), ("2026-03-01T14:00:00+02:00", 1_772_366_400),
    ("2026-03-01T14:00:00.500Z", 1_772_373_600.5),
  ])
  func datesAreThemselves(text: String, seconds: Double) {
    #expect(Moment(argument: text)?.date(now: now) == Date(timeIntervalSince1970: seconds))
  }

  @Test(arguments: [
    "", "10", "m", "-5m", "1.5h", "10 m", "9999999999d", "yesterday", "2026-13-01", "2026-3",
    "٣d", "10M",
  ])
  func otherWordsAreNone(text: String) {
    #expect(Moment(argument: text) == nil, "\(text)")
  }
}
