import Testing

@testable import Drawing

@Suite struct ChartScaleTests {
  @Test func wideRangesAreLogarithmicAndNarrowOnesAreNot() {
    #expect(ChartScale(covering: [1, 20]).kind == .linear)
    #expect(ChartScale(covering: [0.5, 20]).kind == .logarithmic)
    let wide = ChartScale(covering: [0.03, 450])
    #expect(abs(wide.low - 0.01) < 1e-12)
    #expect(abs(wide.high - 1000) < 1e-9)
    #expect(wide.ticks.compactMap(\.label) == ["0.01", "0.1", "1", "10", "100", "1,000"])
  }

  @Test func positionsGrowWithTheValues() {
    for scale in [ChartScale(covering: [2, 9]), ChartScale(covering: [0.2, 9000])] {
      let values = [scale.low, scale.low * 2 + 0.1, scale.high / 2, scale.high]
      let places = values.map(scale.position)
      #expect(places == places.sorted())
      #expect(places.first == 0)
      #expect(places.last == 1)
      #expect(scale.position(-5) == 0)
      #expect(scale.position(.infinity) == 1)
      #expect(scale.position(.nan) == 0)
    }
    #expect(ChartScale(.logarithmic, low: 1, high: 100).position(10) == 0.5)
  }

  @Test func ticksAreWithinTheScaleAndFew() {
    for most in [0.004, 0.7, 1, 3, 9.99, 10, 42, 99, 1234, 1e9] {
      let scale = ChartScale(covering: [most, most / 2])
      #expect(scale.high >= most)
      #expect((4...11).contains(scale.ticks.count), "\(most): \(scale.ticks.count)")
      #expect(scale.ticks.allSatisfy { $0.value <= scale.high * 1.000001 && $0.value >= 0 })
      let labels = scale.ticks.compactMap(\.label)
      #expect(Set(labels).count == labels.count, "\(labels)")
    }
  }

  @Test func whatCannotBeShownStillGivesAScale() {
    for values in [[], [0], [-1, 0], [.nan], [.infinity, 0]] as [[Double]] {
      #expect(ChartScale(covering: values) == ChartScale(.linear, low: 0, high: 1))
    }
    let deep = ChartScale(covering: [1e-12, 1e6])
    #expect(deep.ticks.compactMap(\.label).count <= 8)
  }

  @Test func numbersAreWrittenShort() {
    #expect(
      [0, 0.5, 10, 999, 1000, 1_234_567, -2000].map(ChartScale.label)
        == ["0", "0.5", "10", "999", "1,000", "1,234,567", "-2,000"])
  }
}
