import CheckImaging
import MICR
import Testing

@testable import CheckRendering

/// Measures rendered lines at 500 dpi, where a module is six and a half pixels.
@Suite struct MICRGeometryTests {
  private func blobs(_ text: String, lastPosition: Int) -> (GrayImage, [Range<Int>]) {
    var design = RenderingTests.design(kind: .personal)
    design.micr = MICRPrint(text: text, lastPosition: lastPosition)
    design.dpi = 500
    let image = CheckRenderer.renderGray(design)
    let band = image.height - 312..<image.height
    let columns = (0..<image.width).filter { x in band.contains { image[x, $0] < 128 } }
    var result: [Range<Int>] = []
    for x in columns {
      if let last = result.last, last.upperBound == x {
        result[result.count - 1] = last.lowerBound..<x + 1
      } else {
        result.append(x..<x + 1)
      }
    }
    return (image, result)
  }

  @Test func pitchIsAnEighthOfAnInchFromRightEdgeToRightEdge() {
    let (image, blobs) = blobs("70235 98641", lastPosition: 14)
    #expect(blobs.count == 10)
    let positions = [24, 23, 22, 21, 20, 18, 17, 16, 15, 14]
    for (blob, position) in zip(blobs, positions) {
      let expected = Double(image.width) - 156.25 - Double(position - 1) * 62.5
      #expect(abs(Double(blob.upperBound) - expected) <= 1)
    }
  }

  @Test func digitsHaveTheirWidthsAndStandInTheMiddleOfThePrintBand() throws {
    let (image, blobs) = blobs("0123456789", lastPosition: 14)
    let modules = [7, 4, 4, 5, 6, 5, 6, 5, 7, 6]
    #expect(blobs.count == 10)
    for (blob, modules) in zip(blobs, modules) {
      #expect(abs(Double(blob.count) - Double(modules) * 6.5) <= 1)
    }
    let rows = (image.height - 312..<image.height).filter { y in
      (0..<image.width).contains { image[$0, y] < 128 }
    }
    let top = try #require(rows.first)
    let bottom = try #require(rows.last) + 1
    #expect(abs(Double(bottom - top) - 58.5) <= 1)
    #expect(abs(Double(image.height) - Double(bottom + top) / 2 - 156.25) <= 1)
  }

  @Test func personalFieldsStandInTheirPositions() {
    let line = MICRPrint.personal(routing: "021000021", account: "123456", serial: "1001")
    #expect(line.text == "A021000021A       123456C 1001")
    #expect(line.lastPosition == 14)
    #expect(line.text.count == 43 - 14 + 1)
    let encoded = line.encoding(amountInCents: 1999)
    #expect(encoded.text == "A021000021A       123456C 1001 B0000001999B")
    #expect(encoded.lastPosition == 1)
    #expect(encoded.text.count == 43)
    #expect(encoded.characters == "A021000021A123456C1001B0000001999B")
  }

  @Test func otherLayoutsHaveTheirSymbols() {
    let business = MICRPrint.business(routing: "021000021", account: "123", auxOnUs: "001001")
    #expect(business.text.hasPrefix("C001001C A021000021A"))
    #expect(business.text.count == 20 + 19)
    #expect(
      MICRPrint.canadian(serial: "123", transit: "00011", institution: "001", account: "99")
        .characters == "C123CA00011D001A99C")
    #expect(
      MICRPrint.indian(
        serial: "000123", sortCode: "110002005", account: "012345", transactionCode: "31"
      ).text == "C000123C 110002005A 012345C 31")
  }
}
