import CheckImaging
import Testing

@testable import ReadingOverlay

@Suite struct ReliabilityChartTests {
  private typealias Bin = ReliabilityChart.Bin

  @Test func theIntervalHoldsTheShareAndNarrowsWithTheCount() {
    let few = Bin(doubt: 0.1, count: 10, wrong: 1).likelyShares
    let many = Bin(doubt: 0.1, count: 1000, wrong: 100).likelyShares
    #expect(few.contains(0.1) && many.contains(0.1))
    #expect(many.upperBound - many.lowerBound < few.upperBound - few.lowerBound)
  }

  @Test func whereNoneIsWrongTheShareMayStillBeAboveNothing() {
    let none = Bin(doubt: 0, count: 1000, wrong: 0).likelyShares
    #expect(none.lowerBound < 1e-9)
    // With 95 percent at most about 4 in the number of trials.
    #expect((0.003...0.0045).contains(none.upperBound))
  }

  @Test func eachBinIsDrawn() {
    let empty = ReliabilityChart(title: "Title", bins: [Bin(doubt: 0.5, count: 0, wrong: 0)])
    let one = ReliabilityChart(title: "Title", bins: [Bin(doubt: 0.01, count: 100, wrong: 2)])
    let bare = ReliabilityChart(title: "Title", bins: [])
    #expect(empty.draw().samples == bare.draw().samples)
    #expect(one.draw().samples != bare.draw().samples)
    #expect(one.draw().width == 740)
  }

  @Test func theExtremesHaveAPlace() {
    let chart = ReliabilityChart(
      title: "", bins: [Bin(doubt: 0, count: 1, wrong: 1), Bin(doubt: 1, count: 1, wrong: 0)])
    #expect(chart.draw().height == 650)
  }
}
