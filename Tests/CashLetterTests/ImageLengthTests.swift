import Testing

@testable import CashLetter

@Suite("Lengths before an image")
struct ImageLengthTests {
  /// How a length fills its field.
  enum Form: CaseIterable {
    case zeros, left, right, blank

    func text(_ value: Int, width: Int) -> String? {
      let digits = String(value)
      let fill = String(repeating: " ", count: width - digits.utf8.count)
      switch self {
      case .zeros: return value.padded(width)
      case .left: return digits + fill
      case .right: return fill + digits
      case .blank: return value == 0 ? String(repeating: " ", count: width) : nil
      }
    }
  }

  /// What stands between the fixed fields of a record 52 and its image.
  struct Lengths: Sendable {
    var texts: [String]
    var key: [UInt8] = []
    var signature: [UInt8] = []
  }

  static let images = [8, 20, 8, 20].map { (try? Letters.image($0)) ?? [] }

  /// A letter of two checks, the lengths of whose images are as they are given.
  static func letter(
    _ encoding: LetterEncoding, _ lengths: (_ imageBytes: Int) -> Lengths
  ) throws -> [UInt8] {
    let written = try Letters.bytes(2, profile: Letters.profile(Letters.dialect(.dstu, encoding)))
    return try Letters.records(written).flatMap { record -> [UInt8] in
      var body = encoding.encode(record.text)
      if let image = record.image {
        let new = lengths(image.count)
        body = Array(body.prefix(ImageViewDataLayout.format.length))
        for (text, value) in zip(new.texts, [new.key, new.signature, image]) {
          body += encoding.encode(Array(text.utf8)) + value
        }
      }
      return (0..<4).map { UInt8(truncatingIfNeeded: body.count >> (24 - 8 * $0)) } + body
    }
  }

  private func images(_ bytes: [UInt8]) throws -> [[UInt8]] {
    var reader = LetterImages(Letters.pieces(bytes))
    var images: [[UInt8]] = []
    while let image = try reader.next() { images.append(image.bytes) }
    return images
  }

  @Test("may be blank or have blanks beside them", arguments: LetterEncoding.allCases)
  func padded(encoding: LetterEncoding) throws {
    let tails: [(key: [UInt8], signature: [UInt8])] = [
      ([], []), (Array(repeating: 0x40, count: 34), []),
      ([], Array(0...255)), ([0x20, 0xF0], [0x30, 0x20, 0x40]),
    ]
    var count = 0
    for (key, signature) in tails {
      for first in Form.allCases {
        for second in Form.allCases {
          for third in [Form.zeros, .left, .right] {
            guard let keyLength = first.text(key.count, width: 4),
              let signatureLength = second.text(signature.count, width: 5)
            else { continue }
            let bytes = try Self.letter(encoding) { size in
              Lengths(
                texts: [keyLength, signatureLength, third.text(size, width: 7) ?? ""], key: key,
                signature: signature)
            }
            #expect(try images(bytes) == Self.images, "\(first) \(second) \(third)")
            #expect(try Letters.verify(bytes).findings == [], "\(first) \(second) \(third)")
            count += 1
          }
        }
      }
    }
    #expect(count == 48 + 36 + 36 + 27)
  }

  @Test(
    "that are none lead to a finding in their place, and to no image",
    arguments: [
      (0, "00A0", "framing 7 length of image reference key: 00A0"),
      (0, "0 00", "framing 7 length of image reference key: 0 00"),
      (0, "9999", "framing 7 length of image reference key: 9999"),
      (1, "-0001", "framing 7 length of digital signature: -0001"),
      (1, "  0  ", "framing 7 length of digital signature:   0  "),
      (1, "99999", "framing 7 length of digital signature: 99999"),
      (2, "12.0000", "framing 7 length of image data: 12.0000"),
      (2, "\u{7}\u{7}\u{7}\u{7}\u{7}\u{7}1", "framing 7 length of image data: ??????1"),
    ])
  func wrong(index: Int, text: String, wanted: String) throws {
    for encoding in LetterEncoding.allCases {
      var isFirst = true
      let bytes = try Self.letter(encoding) { size in
        var lengths = Lengths(texts: ["0000", "00000", size.padded(7)])
        if isFirst { lengths.texts[index] = text }
        isFirst = false
        return lengths
      }
      #expect(try images(bytes) == Array(Self.images.dropFirst()))
      let findings = try Letters.verify(bytes).findings
      #expect(
        findings.map { "\($0.kind) \($0.record) \($0.field ?? "-"): \($0.found)" } == [wanted])
      let offset = try #require(findings.first).offset
      let record = try Letters.records(bytes)[6]
      #expect(offset == record.offset + 101 + [0, 4, 9][index])
    }
  }

  @Test("of another image than is there leave all that is there", arguments: [-1, 1, 9_000_000])
  func otherImageLength(change: Int) throws {
    let bytes = try Self.letter(.ascii) { size in
      Lengths(texts: ["0   ", "     ", String(size + change).filled(7)])
    }
    #expect(try images(bytes) == Self.images)
    let findings = try Letters.verify(bytes).findings
    #expect(findings.map(\.field) == Array(repeating: "length of image data", count: 4))
    #expect(findings.allSatisfy { $0.kind == .framing })
  }

  @Test("that are missing are told of", arguments: 101..<117)
  func cut(length: Int) throws {
    var records = VerifierTests.records
    records[6] = VerifierTests.RawText(text: Array(records[6].text.prefix(length)))
    let findings = try Letters.verify(VerifierTests.file(records)).findings
    let field = length < 105 ? "reference key" : length < 110 ? "digital signature" : "image data"
    #expect(
      findings.map { "\($0.kind) \($0.record) \($0.found)" } == ["framing 7 nothing"],
      "\(findings)")
    #expect(findings.first?.field?.hasSuffix(field) == true)
  }
}

extension String {
  fileprivate func filled(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - utf8.count))
  }
}
