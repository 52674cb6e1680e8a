import CheckImaging
import Testing

@testable import Drawing

@Suite struct DotChartTests {
  private func chart(_ groups: [DotChart.Group]) -> ColorImage {
    DotChart(
      title: "Title", axisTitle: "ms",
      series: [DotChart.Series("a", ChartTheme.blue), DotChart.Series("b", ChartTheme.green)],
      marks: ["p50", "p95"], groups: groups
    ).draw()
  }

  private func count(_ color: InkColor, in image: ColorImage) -> Int {
    stride(from: 0, to: image.samples.count, by: 3).count { index in
      Array(image.samples[index..<index + 3]) == [color.red, color.green, color.blue]
    }
  }

  @Test func eachRowIsDrawnInTheColourOfItsSeries() {
    let empty = chart([])
    let one = chart([
      DotChart.Group("g", rows: [DotChart.Row(series: 0, values: [1, 500])])
    ])
    #expect(count(ChartTheme.blue, in: one) > count(ChartTheme.blue, in: empty) + 200)
    #expect(count(ChartTheme.green, in: one) == count(ChartTheme.green, in: empty))
    #expect(one.width == empty.width)
    #expect(one.height > empty.height)
  }

  @Test func oddValuesAreDrawnAtTheEnds() {
    let odd = chart([
      DotChart.Group("g", rows: [DotChart.Row(series: 1, values: [0, -3, .nan, .infinity])])
    ])
    #expect(odd.width == 1100)
  }
}
