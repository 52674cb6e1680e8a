import MICR
import Testing

@testable import CheckRendering

/// Lines of every country, and pictures under every condition.
@Suite struct ConditionTests {
  static let countries: [(NationalLayout, String)] = [
    (.usPersonal, "US"), (.usBusiness, "US"), (.usDashed, "US"), (.canadian, "CA"),
    (.indian, "IN"), (.turkish, "TR"), (.pakistani, "PK"), (.malaysian, "MY"),
    (.singaporean, "SG"), (.australian, "AU"),
  ]

  @Test func everyLayoutHasItsCountry() {
    #expect(Set(Self.countries.map(\.0)) == Set(NationalLayout.allCases))
  }

  @Test(arguments: countries)
  func linesParseAsThoseOfTheirCountry(layout: NationalLayout, country: String) {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<50 {
      let line = layout.line(using: &generator)
      let fields = MICRFields(parsing: line.text)
      #expect(fields.country == country, "\(line.text)")
      #expect(fields.account != nil, "\(line.text)")
      if let routing = fields.routing, country == "US", layout != .usDashed {
        #expect(RoutingNumber(routing) != nil, "\(line.text)")
      }
    }
  }

  @Test(arguments: Condition.allCases)
  func oneSeedGivesOnePicture(condition: Condition) throws {
    let first = try RenderedCheck(condition, seed: 4)
    #expect(try RenderedCheck(condition, seed: 4) == first)
    #expect(try RenderedCheck(condition, seed: 5).image != first.image)
    #expect(RenderedCheck.line(condition, seed: 4) == first.line)
    #expect((first.line == nil) == (condition == .rear))
  }

  @Test func scannersInBlackAndWhiteLeaveNoGrey() throws {
    for condition in [Condition.bitonalScan, .fax] {
      #expect(Set(try RenderedCheck(condition, seed: 8).image.pixels) == [0, 255])
    }
  }
}
