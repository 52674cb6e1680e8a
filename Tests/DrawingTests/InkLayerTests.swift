import Testing

@testable import Drawing

@Suite struct InkLayerTests {
  @Test func coverageIsExactWhereEdgesFallBetweenPixels() {
    var layer = InkLayer(width: 4, height: 3)
    layer.fill(left: 0.5, top: 1, right: 2.25, bottom: 2)
    #expect(Array(layer.coverage[4..<8]) == [128, 255, 64, 0])
    layer.fill(left: 2.25, top: 1, right: 4, bottom: 2)
    #expect(Array(layer.coverage[4..<8]) == [128, 255, 255, 255])
    #expect(layer.rows == 1..<2)
  }
}
