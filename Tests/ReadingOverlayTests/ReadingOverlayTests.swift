import CheckImaging
import MICR
import Testing

@testable import ReadingOverlay

@Suite struct ReadingOverlayTests {
  private func reading(
    _ line: String, confidence: Double = 0.9, box: (Int) -> PixelBox
  ) -> MICRReading {
    MICRReading(
      status: .sure, line: line, fields: nil,
      characters: line.enumerated().map { index, character in
        ReadCharacter(
          character: String(character), confidence: confidence, secondBest: nil, box: box(index))
      }, doubts: [])
  }

  private func row(_ index: Int) -> PixelBox {
    PixelBox(x: 100 + 24 * index, y: 300, width: 18, height: 24)
  }

  private let paper = GrayImage(width: 1200, height: 500, gray: 255)

  private func pixel(_ image: ColorImage, _ x: Int, _ y: Int) -> [UInt8] {
    Array(image.samples[3 * (y * image.width + x)..<3 * (y * image.width + x) + 3])
  }

  @Test func aFrameStandsAroundEachCharacterInTheColourOfItsConfidence() {
    for (confidence, certainty) in [(0.9, Certainty.sure), (0.6, .doubtful), (0.1, .unsure)] {
      let drawn = ReadingOverlay(title: "t").draw(
        reading("1234567890", confidence: confidence, box: row), on: paper)
      let color = certainty.color
      for index in 0..<10 {
        let box = row(index)
        let left = (box.x - 4...box.x).map { pixel(drawn, $0, box.y + 12) }
        #expect(left.contains([color.red, color.green, color.blue]))
        #expect(pixel(drawn, box.x + 9, box.y + 12) == [255, 255, 255])
      }
    }
  }

  @Test func stepsOfCertaintyAreToldApartWithAndWithoutColour() {
    #expect(Set(Certainty.allCases.map(\.color)).count == 3)
    let widths = Certainty.allCases.map(\.lineWidth)
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $1 - $0 >= 1 })
    #expect(
      [1, 0.75, 0.7, 0.5, 0.49, 0, .nan].map(Certainty.init)
        == [.sure, .sure, .doubtful, .doubtful, .unsure, .unsure, .unsure])
  }

  @Test func whatWasReadUpsideDownIsTurned() {
    // A black corner at the top left comes to lie at the bottom right.
    var picture = paper
    for y in 0..<20 { for x in 0..<20 { picture[x, y] = 0 } }
    let upsideDown = reading("12345678") { index in
      PixelBox(x: 900 - 24 * index, y: 100, width: 18, height: 24)
    }
    let drawn = ReadingOverlay(title: "t").draw(upsideDown, on: picture)
    #expect(pixel(drawn, 5, 5) == [255, 255, 255])
    #expect(pixel(drawn, 1195, 495)[0] < 128)
    let placed = PlacedCharacters(upsideDown, on: picture)
    #expect(placed.isTurned)
    #expect(placed.all[0].box == PixelBox(x: 282, y: 376, width: 18, height: 24))
  }

  @Test(arguments: [(1, 1), (600, 250), (2400, 1000), (9000, 40), (3, 4000)])
  func picturesOfAnySizeGiveASizeThatIsLookedAt(width: Int, height: Int) {
    let picture = GrayImage(width: width, height: height, gray: 200)
    let none = MICRReading(
      status: .noLine, line: "", fields: nil, characters: [], doubts: [])
    let drawn = ReadingOverlay(title: "t", notes: ["There is no line."]).draw(none, on: picture)
    #expect((900...2400).contains(drawn.width))
    #expect(drawn.height <= 3000)
    #expect(drawn.height > 60)
  }

  @Test func boxesBeyondThePictureAreNoDanger() {
    let wild = reading("12345") { index in
      PixelBox(x: index * 4000 - 9000, y: 900 - index * 700, width: 30, height: 9000)
    }
    let drawn = ReadingOverlay(title: "t", notes: [String(repeating: "x", count: 5000)])
      .draw(wild, on: paper)
    #expect(drawn.width == 1200)
  }

  @Test func longWordsMakeTheCaptionHigherAndNotThePictureWider() {
    func height(_ notes: [String]) -> Int {
      ReadingOverlay(title: "t", notes: notes).draw(reading("12345678", box: row), on: paper).height
    }
    let word = Array(repeating: "word", count: 100).joined(separator: " ")
    #expect(height([word]) > height(["word"]))
    #expect(height(["word", "word"]) > height(["word"]))
  }
}
