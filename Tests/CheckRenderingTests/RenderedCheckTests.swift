import CheckImaging
import MICR
import Testing

@testable import CheckRendering

@Suite struct RenderedCheckTests {
  @Test(arguments: Condition.allCases)
  func theSeedIsThePicture(condition: Condition) {
    let first = RenderedCheck(condition, seed: 4)
    let again = RenderedCheck(condition, seed: 4)
    let other = RenderedCheck(condition, seed: 5)
    #expect(first.image == again.image && first.line == again.line)
    #expect(first.image != other.image)
    #expect(first.seed == 4 && first.condition == condition)
  }

  @Test(arguments: Condition.allCases)
  func onlyPicturesWithALineHaveOne(condition: Condition) {
    for seed in UInt64(0)..<6 {
      let rendered = RenderedCheck(condition, seed: seed)
      #expect((rendered.line == nil) == (condition == .noLine))
      #expect(rendered.line == RenderedCheck.line(condition, seed: seed))
      #expect((rendered.fields == nil) == (condition == .noLine))
      #expect(rendered.image.width >= 500 && rendered.image.height >= 250)
    }
  }

  @Test(arguments: MICRLayout.allCases)
  func theLayoutIsTheOneAskedFor(layout: MICRLayout) {
    let rendered = RenderedCheck(.cleanScan, seed: 9, layout: layout)
    #expect(rendered.layout == layout)
  }

  /// The picture shows the line that it is said to have.
  @Test func mostCleanScansReadAsTheirLine() {
    let reader = MICRReader()
    let right = (UInt64(0)..<12).count { seed in
      let rendered = RenderedCheck(.cleanScan, seed: seed)
      return reader.read(rendered.image).line.filter { $0 != " " } == rendered.line
    }
    #expect(right >= 8)
  }

  @Test func scansInBlackAndWhiteAreJustThat() {
    for condition in [Condition.bitonalScan, .fax] {
      let picture = RenderedCheck(condition, seed: 2).image
      #expect(Set(picture.pixels) == [0, 255])
    }
  }
}
