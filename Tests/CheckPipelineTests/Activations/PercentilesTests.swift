import CheckRendering
import Testing

@testable import CheckPipeline

@Suite struct PercentilesTests {
  @Test func eachIsTheSmallestValueThatEnoughOthersDoNotExceed() {
    var generator = SeededGenerator(seed: 3)
    for count in [1, 2, 3, 19, 20, 21, 99, 100, 101, 1000] {
      let values = (0..<count).map { _ in Int.random(in: 0..<500, using: &generator) }
      guard let percentiles = Percentiles(of: values) else {
        Issue.record("no percentiles of \(count)")
        continue
      }
      for (percent, found) in [
        (50, percentiles.p50), (95, percentiles.p95), (99, percentiles.p99),
      ] {
        #expect(values.contains(found))
        #expect(values.count { $0 <= found } * 100 >= count * percent)
        #expect(values.count { $0 < found } * 100 < count * percent)
      }
    }
  }

  @Test func nothingHasNoPercentiles() { #expect(Percentiles(of: []) == nil) }

  @Test func warmStartsDoNotCountAmongTheInits() throws {
    var tally = ActivationTally()
    #expect(tally.summary(of: .micr) == nil)
    for number in 1...4 {
      tally.add(
        isCold: number == 1, isFailure: number > 2, waitMicroseconds: number,
        initMicroseconds: number == 1 ? 700 : 0, runMicroseconds: 10 * number)
    }
    let summary = try #require(tally.summary(of: .micr))
    #expect(summary.count == 4)
    #expect(summary.coldCount == 1)
    #expect(summary.coldShare == 0.25)
    #expect(summary.failureCount == 2)
    #expect(summary.initMicroseconds?.p50 == 700)
    #expect(summary.runMicroseconds.p50 == 20)
    #expect(summary.waitMicroseconds.p99 == 4)
  }
}
