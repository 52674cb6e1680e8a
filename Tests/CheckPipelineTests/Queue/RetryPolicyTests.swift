import CheckRendering
import Testing

@testable import CheckPipeline

@Suite struct RetryPolicyTests {
  @Test func delaysStayWithinTheirBoundsAndGrow() {
    let policy = RetryPolicy(
      attempts: 9, firstDelayMilliseconds: 100, factor: 3, longestDelayMilliseconds: 5000)
    var generator = SeededGenerator(seed: 5)
    let means: [Int64] = [100, 300, 900, 2700, 5000, 5000, 5000]
    for (index, mean) in means.enumerated() {
      let delays = (0..<400).map { _ in policy.delay(afterAttempt: index + 1, using: &generator) }
      #expect(delays.allSatisfy { (mean / 2...mean * 3 / 2).contains($0) })
      #expect(Set(delays).count > 50, "the jitter is missing")
      let average = delays.reduce(0, +) / 400
      #expect(abs(average - mean) < mean / 10)
    }
  }

  @Test func extremesDoNotTrap() {
    var generator = SeededGenerator(seed: 6)
    let policy = RetryPolicy(
      attempts: 1000, firstDelayMilliseconds: 0, factor: 4, longestDelayMilliseconds: 10)
    #expect(policy.delay(afterAttempt: 1000, using: &generator) == 0)
    for attempt in [-1, 0, 1] {
      let delay = RetryPolicy().delay(afterAttempt: attempt, using: &generator)
      #expect((125...375).contains(delay))
    }
  }
}
