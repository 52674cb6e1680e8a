import CashLetter
import CheckImaging
import ImageCodecs
import Testing

@Suite("Images of letters")
struct ImageTests {
  private func images(_ bytes: [UInt8], piece: Int = 1000) throws -> [LetterImages.Image] {
    var reader = LetterImages(Letters.pieces(bytes, of: piece))
    var images: [LetterImages.Image] = []
    while let image = try reader.next() { images.append(image) }
    #expect(reader.isReadable == !bytes.isEmpty)
    return images
  }

  @Test("come in their order, with side and number", arguments: LetterEncoding.allCases)
  func ofChecks(encoding: LetterEncoding) throws {
    let profile = Letters.profile(Letters.dialect(.dstu, encoding, .credit))
    let bytes = try Letters.bytes(2, profile: profile)
    for piece in [1, 4096] {
      let images = try images(bytes, piece: piece)
      #expect(images.map(\.item) == [1, 1, 2, 2])
      #expect(images.map(\.itemSequence) == [71, 71, 72, 72])
      #expect(images.map(\.side) == [.front, .rear, .front, .rear])
      #expect(images.map(\.bytes) == [8, 20, 8, 20].map { try? Letters.image($0) })
    }
  }

  @Test("of returned items come as well")
  func ofReturns() throws {
    let images = try images(Returns.bytes(2, Letters.dialect(.edition2013)))
    #expect(images.map(\.itemSequence) == [71, 71, 72, 72])
    #expect(images.map(\.side) == [.front, .rear, .front, .rear])
  }

  @Test("are found where records about them are damaged")
  func ofDamaged() throws {
    var records = VerifierTests.records
    records[9].put("ABC", at: 58)
    records[11].put("9", at: 32)
    records[14].put("      ", at: 30)
    records.remove(at: 5)
    let told = try images(VerifierTests.file(records)).map {
      "\($0.itemSequence.map(String.init) ?? "-") \($0.side?.rawValue ?? "-")"
    }
    // Without their item's number, those of the second check go by their own.
    #expect(told == ["71 -", "71 rear", "72 -", "- rear", "73 front", "73 rear"])
    #expect(try images([]).isEmpty)
  }

  @Test("of more than 64 KB are written, read and verified, whatever the pieces")
  func large() throws {
    var check = try Letters.check(1)
    check.front.image = try noise()
    try #require(check.front.image.count > 1 << 16)
    let sink = Letters.Sink()
    var writer = try CashLetterWriter(profile: Letters.profile(), letter: Letters.facts) {
      sink.bytes += $0
    }
    try writer.add(check)
    _ = try writer.finish()
    for piece in [100, 1 << 16, 1 << 20] {
      #expect(try Letters.verify(sink.bytes, piece: piece).findings == [])
      #expect(try images(sink.bytes, piece: piece).first?.bytes == check.front.image)
    }
  }

  /// A picture that Group 4 makes longer.
  private func noise() throws -> [UInt8] {
    var state: UInt32 = 1
    let pixels = (0..<1200 * 550).map { _ -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return state >> 31 == 0 ? 0 : 255
    }
    let gray = GrayImage(width: 1200, height: 550, pixels: pixels)
    return try TIFFCodec.encodeGroup4(BinaryImage(gray, upTo: 127))
  }
}
