import CashLetter
import Testing

@Suite("Writing and reading letters")
struct WriterTests {
  static let dialects = StandardLevel.allCases.flatMap { level in
    LetterEncoding.allCases.flatMap { encoding in
      LetterDialect.Credit.allCases.map { Letters.dialect(level, encoding, $0) }
    }
  }

  @Test("every dialect gives a file without a finding", arguments: dialects)
  func isClean(dialect: LetterDialect) throws {
    let profile = Letters.profile(dialect)
    let bytes = try Letters.bytes(3, profile: profile)
    let (summary, findings) = try Letters.verify(bytes, profile: profile)
    #expect(findings == [])
    #expect(summary.isClean)
    #expect(summary.encoding == dialect.encoding)
    #expect(summary.level == dialect.level)
    #expect(summary.totals.items == 3)
    #expect(summary.totals.amountCents == 3006)
    #expect(summary.totals.images == 6)
    #expect(try Letters.bytes(3, profile: profile) == bytes)
  }

  /// The positions are counted off the standard's tables, apart from the layouts.
  @Test("records have their fields where the standard has them")
  func positions() throws {
    let bytes = try Letters.bytes(1, profile: Letters.profile(Letters.dialect(.dstu, .ascii)))
    let texts = try Letters.records(bytes).map { String(decoding: $0.text, as: UTF8.self) }
    let zeros = String(repeating: "0", count: 13)
    #expect(
      texts[0]
        == "0103T021904567221901357202611240905NHUDSON FERRY TRUSTFINGER LAKES CU   A       ")
    #expect(
      texts[1]
        == "1001021904567221901357202611242026112409" + "05IGA1      OPERATIONS    5550100000    ")
    #expect(
      texts[2]
        == "20010219045672219013572026112420261124" + "A10001    000101" + pad("", 26))
    #expect(
      texts[3] == "25" + right("1001", 15) + " 021904567" + right("00123451/", 20) + "0000001001"
        + zeros + "71G 1Y010 ")
    #expect(
      texts[4] == "26122190135720261123" + zeros + "71" + pad("55667788", 18) + pad("", 20)
        + "Y20    ")
    #expect(texts[5].hasPrefix("501221901357202611240000"))
    #expect(texts[5].dropFirst(31) == "000" + "0" + pad("", 45))
    #expect(texts[6].hasPrefix("52221901357" + "20261124" + "01" + zeros + "71"))
    #expect(texts[6].dropFirst(84).prefix(26) == "0" + pad("", 16) + "000000000")
    #expect(texts[7].hasPrefix("502"))
    #expect(texts[7].dropFirst(31).first == "1")
    #expect(texts[9] == "700001" + "000000001001" + "000000001001" + "00002" + pad("", 45))
    #expect(
      texts[10] == "9000000100000001" + "00000000001001" + "000000002" + pad("FINGER LAKES CU", 18)
        + pad("", 23))
    #expect(
      texts[11] == "99000001" + "00000012" + "00000001" + "0000000000001001"
        + pad("OPERATIONS", 14) + "5550100000" + pad("", 16))
  }

  @Test("a bundle ends when it is full, and when its sum would not fit")
  func bundles() throws {
    var profile = Letters.profile()
    profile.dialect.itemsPerBundle = 2
    #expect(try Letters.verify(try Letters.bytes(5, profile: profile)).summary.bundles == 3)
    let sink = Letters.Sink()
    var writer = try CashLetterWriter(profile: Letters.profile(), letter: Letters.facts) {
      sink.bytes += $0
    }
    for number in 1...101 {
      var check = try Letters.check(number)
      check.onUs = "1/"
      check.amountCents = 9_999_999_999
      try writer.add(check)
    }
    #expect(try writer.finish().amountCents == 101 * 9_999_999_999)
    let (summary, findings) = try Letters.verify(sink.bytes)
    #expect(findings == [])
    #expect(summary.bundles == 2)
  }

  @Test("sequence numbers fill their field as the dialect says")
  func sequences() throws {
    let wanted: [LetterDialect.Sequence: String] = [
      .zeroFilled: "000000000000071", .right: right("71", 15), .left: pad("71", 15),
    ]
    for (style, text) in wanted {
      var dialect = Letters.dialect(.dstu, .ascii)
      dialect.sequence = style
      let bytes = try Letters.bytes(1, profile: Letters.profile(dialect))
      let records = try Letters.records(bytes)
      #expect(String(decoding: records[3].text[57..<72], as: UTF8.self) == text)
      #expect(try Letters.verify(bytes).findings == [])
    }
  }

  @Test("a reader gives back records, images and places")
  func reading() throws {
    let bytes = try Letters.bytes(2)
    for size in [1, 7, 4096] {
      var reader = CashLetterReader(Letters.pieces(bytes, of: size))
      var end = 0
      while let event = try reader.next() {
        guard case .record(let record) = event else {
          Issue.record("damage in a whole file: \(event)")
          break
        }
        #expect(record.offset == end + 4)
        end = record.offset + record.byteCount
        if record.type == .imageViewData {
          let images = [try Letters.image(8), try Letters.image(20)]
          #expect(images.contains(record.image ?? []))
        }
      }
      #expect(end == bytes.count)
    }
  }

  @Test("what cannot be sent is refused, and says what to do")
  func refusals() throws {
    var profile = Letters.profile()
    profile.destination.routing = "021904568"
    profile.origin.name = "A/B"
    profile.contactPhone = "555-0100"
    let error = #expect(throws: CashLetterError.self) {
      try Letters.bytes(1, profile: profile)
    }
    #expect(error?.description.contains("destination.routing '021904568'") == true)
    #expect(error?.description.contains("origin.name 'A/B'") == true)
    #expect(error?.description.contains("contactPhone '555-0100'") == true)
    var writer = try CashLetterWriter(profile: Letters.profile(), letter: Letters.facts) { _ in }
    #expect(throws: CashLetterError.self) { try writer.finish() }
    var check = try Letters.check(1)
    check.rear.image[0] = 0x4D
    check.rear.image[1] = 0x4D
    #expect(throws: CashLetterError.self) { try writer.add(check) }
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: width - text.count)
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: width - text.count) + text
  }
}
