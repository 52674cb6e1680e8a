import CashLetter
import Testing

@Suite("Verifying letters")
struct VerifierTests {
  /// One thing that is wrong with a letter of three checks, and the findings that tell of it.
  struct Damage: CustomTestStringConvertible {
    var testDescription: String
    /// The findings that have to be there, as "kind record field".
    var wanted: [String]
    var apply: @Sendable (inout [RawText]) -> Void

    init(
      _ name: String, _ wanted: String..., apply: @escaping @Sendable (inout [RawText]) -> Void
    ) {
      testDescription = name
      self.wanted = wanted
      self.apply = apply
    }
  }

  /// A record that a test may change: its text, and the image behind it.
  struct RawText: Sendable {
    var text: [UInt8]
    var image: [UInt8] = []

    /// Writes over positions, the first being 1.
    mutating func put(_ value: String, at position: Int) {
      text.replaceSubrange(position - 1..<position - 1 + value.utf8.count, with: value.utf8)
    }
  }

  /// Records: 0 file header, 1 letter header, 2 bundle header, then seven for each check (detail,
  /// addendum, front 50 and 52, rear 50 and 52; 3, 9 and 15 are details), 21 to 23 the controls.
  static let damages: [Damage] = [
    Damage("bundle items", "total 22 items within bundle count") { $0[21].put("0004", at: 3) },
    Damage("bundle amount", "total 22 bundle total amount") { $0[21].put("000000009999", at: 7) },
    Damage("valid amount", "total 22 MICR valid total amount") {
      $0[21].put("000000009999", at: 19)
    },
    Damage("bundle images", "total 22 images within bundle count") { $0[21].put("00005", at: 31) },
    Damage("letter bundles", "total 23 bundle count") { $0[22].put("000002", at: 3) },
    Damage("letter items", "total 23 items within cash letter count") {
      $0[22].put("00000002", at: 9)
    },
    Damage("letter amount", "total 23 cash letter total amount") {
      $0[22].put("00000000000001", at: 17)
    },
    Damage("letter images", "total 23 images within cash letter count") {
      $0[22].put("000000007", at: 31)
    },
    Damage("file letters", "total 24 cash letter count") { $0[23].put("000002", at: 3) },
    Damage("file records", "total 24 total record count") { $0[23].put("00000023", at: 9) },
    Damage("file items", "total 24 total item count") { $0[23].put("00000004", at: 17) },
    Damage("file amount", "total 24 file total amount") { $0[23].put("0000000000000009", at: 25) },
    Damage(
      "changed amount", "total 22 bundle total amount", "total 23 cash letter total amount",
      "total 24 file total amount"
    ) { $0[3].put("0000009001", at: 48) },
    Damage("amount of zero", "mismatch 4 item amount") { $0[3].put("0000000000", at: 48) },
    Damage("payor check digit", "checkDigit 4 payor bank routing number check digit") {
      $0[3].put("8", at: 27)
    },
    Damage("destination check digit", "checkDigit 1 immediate destination routing number") {
      $0[0].put("021904568", at: 6)
    },
    Damage("first bank's check digit", "checkDigit 5 BOFD routing number") {
      $0[4].put("221901358", at: 4)
    },
    Damage("image creator's check digit", "checkDigit 6 image creator routing number") {
      $0[5].put("221901358", at: 4)
    },
    Damage("routing of zeros", "field 2 ECE institution routing number") {
      $0[1].put("000000000", at: 14)
    },
    Damage("file date", "field 1 file creation date") { $0[0].put("20261345", at: 24) },
    Damage("file time", "field 1 file creation time") { $0[0].put("2560", at: 32) },
    Damage("bundle date blank", "field 3 bundle business date") { $0[2].put("        ", at: 23) },
    Damage("deposit after the file", "mismatch 5 BOFD business date") {
      $0[4].put("20270101", at: 13)
    },
    Damage("test indicator", "field 1 file type indicator") { $0[0].put("X", at: 5) },
    Damage("level", "field 1 standard level") { $0[0].put("04", at: 3) },
    Damage("first bank indicator", "field 4 BOFD indicator") { $0[3].put(" ", at: 76) },
    Damage("line indicator", "field 4 MICR valid indicator") { $0[3].put("0", at: 75) },
    Damage("on-us letters", "field 4 on-us") { $0[3].put("ABC", at: 30) },
    Damage("on-us on the left", "field 4 on-us") { $0[3].put("00123451/           ", at: 28) },
    Damage("reserved of the file header", "field 1 companion document indicator") {
      $0[0].put("0", at: 80)
    },
    Damage("reserved of an image", "field 6 override indicator") { $0[5].put("0", at: 67) },
    Damage("reserved of the bundle control", "field 22 credit total indicator") {
      $0[21].put("0", at: 56)
    },
    Damage("reserved of the letter control", "field 23 credit total indicator") {
      $0[22].put("0", at: 66)
    },
    Damage("reserved of the file control", "field 24 credit total indicator") {
      $0[23].put("0", at: 65)
    },
    Damage("reserved of the bundle header", "field 3 reserved") { $0[2].put("0", at: 80) },
    Damage("addendum count", "total 4 addendum count") { $0[3].put("02", at: 77) },
    Damage("addendum number", "mismatch 5 record number") { $0[4].put("2", at: 3) },
    Damage("no addendum", "total 4 addendum count", "missing 4 -") { $0.remove(at: 4) },
    Damage("no rear", "missing 4 -", "total 20 images within bundle count") {
      $0.removeSubrange(7...8)
    },
    Damage("no image", "missing 4 -") { $0.removeSubrange(5...8) },
    Damage("image without detail", "order 6 -") { $0.remove(at: 5) },
    Damage("detail without image", "missing 6 -", "missing 4 -") { $0.remove(at: 6) },
    Damage("twice the front", "order 8 -", "missing 4 -") { $0[7].put("0", at: 32) },
    Damage("image size", "mismatch 6 image view data size") { $0[5].put("0000001", at: 25) },
    Damage("image length", "framing 7 length of image data") { $0[6].put("0000001", at: 111) },
    Damage("another item's image", "mismatch 7 ECE institution item sequence number") {
      $0[6].put("000000000000099", at: 22)
    },
    Damage("another institution's image", "mismatch 7 ECE institution routing number") {
      $0[6].put("021904567", at: 3)
    },
    Damage("another day's image", "mismatch 7 bundle business date") {
      $0[6].put("20261120", at: 12)
    },
    Damage("image that is no TIFF", "image 7 file") { $0[6].image[0] = 0 },
    Damage("image in Motorola's order", "image 7 byte order") {
      $0[6].image = swapped($0[6].image)
    },
    Damage("image of another colour", "image 7 photometric interpretation") {
      $0[6].image = tagged($0[6].image, 262, 1)
    },
    Damage("image unpacked", "image 7 compression") {
      $0[6].image = tagged($0[6].image, 259, 1)
    },
    Damage("image of several strips", "image 7 rows per strip") {
      $0[6].image = tagged($0[6].image, 278, 8)
    },
    Damage("image of another resolution", "image 7 resolution") {
      $0[6].image = withResolution($0[6].image, 96)
    },
    Damage("sequence twice", "mismatch 10 ECE institution item sequence number") {
      for index in [9, 12, 14] {
        $0[index].put("000000000000071", at: index == 9 ? 58 : 22)
      }
    },
    Damage("no bundle control", "missing 22 -") { $0.remove(at: 21) },
    Damage("no letter control", "missing 23 -") { $0.remove(at: 22) },
    Damage("no file control", "missing 24 -") { $0.remove(at: 23) },
    Damage("no file header", "missing 1 -") { $0.remove(at: 0) },
    Damage("no letter header", "missing 2 -") { $0.remove(at: 1) },
    Damage("no bundle header", "missing 3 -") { $0.remove(at: 2) },
    Damage("two file headers", "order 2 -") { $0.insert($0[0], at: 1) },
    Damage("record after the end", "order 25 -") { $0.append($0[23]) },
    Damage("check moved behind its bundle", "missing 17 -") {
      let check = Array($0[15...20])
      $0.removeSubrange(15...20)
      $0.insert(contentsOf: check, at: 16)
    },
    Damage("unknown type", "order 4 -") {
      $0.insert(RawText(text: Array("77".utf8) + blank(78)), at: 3)
    },
    Damage("short record", "framing 4 -") { $0[3].text.removeLast() },
    Damage("long record", "framing 4 -") { $0[3].text.append(32) },
    Damage("another collection type", "mismatch 3 collection type indicator") {
      $0[2].put("03", at: 3)
    },
    Damage("another destination", "mismatch 3 destination routing number") {
      $0[2].put("221901357", at: 5)
    },
    Damage("bundle sequence of zero", "mismatch 3 bundle sequence number") {
      $0[2].put("0000", at: 49)
    },
    Damage("control characters", "field 4 auxiliary on-us") { $0[3].text[10] = 7 },
  ]

  static let records: [RawText] = {
    let bytes = try? Letters.bytes(3, profile: Letters.profile(Letters.dialect(.dstu, .ascii)))
    return ((try? Letters.records(bytes ?? [])) ?? []).map {
      RawText(text: $0.text, image: $0.image ?? [])
    }
  }()

  @Test("one thing that is wrong is found where it is", arguments: damages)
  func findsDamage(damage: Damage) throws {
    var records = Self.records
    damage.apply(&records)
    let (_, findings) = try Letters.verify(Self.file(records))
    let told = findings.map { "\($0.kind) \($0.record) \($0.field ?? "-")" }
    for wanted in damage.wanted { #expect(told.contains(wanted), "\(told)") }
    // What is wrong in one place is not told of everywhere.
    #expect(findings.count <= damage.wanted.count + 8, "\(told)")
  }

  @Test("all that is wrong is told in one pass")
  func findsAll() throws {
    var records = Self.records
    records[3].put("8", at: 27)
    records[9].put("8", at: 27)
    records[21].put("0009", at: 3)
    records[23].put("00000099", at: 9)
    let (summary, findings) = try Letters.verify(Self.file(records))
    #expect(findings.map(\.record) == [4, 10, 22, 24])
    #expect(findings.map(\.expected) == ["7", "7", "3", "24"])
    #expect(summary.findings == [.checkDigit: 2, .total: 2])
  }

  @Test("a finding names the byte of its field")
  func offsets() throws {
    var records = Self.records
    records[9].put("8", at: 27)
    let bytes = Self.file(records)
    let finding = try #require(try Letters.verify(bytes).findings.first)
    #expect(bytes[finding.offset] == UInt8(ascii: "8"))
    #expect(bytes[finding.offset - 26..<finding.offset - 24].elementsEqual("25".utf8))
  }

  /// Fields whose values are free: another letter or digit may be as good.
  static let free: Set<String> = [
    "resend indicator", "file ID modifier", "immediate destination name", "immediate origin name",
    "file creation time", "file creation date", "country code", "user field", "fed work type",
    "cash letter business date", "cash letter creation date", "cash letter creation time",
    "cash letter ID", "cash letter documentation type indicator",
    "cash letter record type indicator", "originator contact name",
    "originator contact phone number", "collection type indicator", "bundle creation date",
    "bundle ID", "bundle sequence number", "cycle number", "auxiliary on-us",
    "external processing code", "on-us", "documentation type indicator",
    "return acceptance indicator", "BOFD indicator", "correction indicator",
    "archive type indicator", "BOFD business date", "BOFD item sequence number",
    "deposit account number at BOFD", "BOFD deposit branch", "payee name", "truncation indicator",
    "BOFD conversion indicator", "BOFD correction indicator", "image indicator",
    "image creator date", "view descriptor", "digital signature indicator",
    "digital signature method", "security key size", "start of protected data",
    "length of protected data", "image recreate indicator", "security originator name",
    "security authenticator name", "security key name", "clipping origin",
    "clipping coordinate h1", "clipping coordinate h2", "clipping coordinate v1",
    "clipping coordinate v2", "immediate origin contact name",
    "immediate origin contact phone number", "ECE institution name", "settlement date",
    "file type indicator",
  ]

  @Test("no changed digit passes but in fields that are free")
  func everyDigit() throws {
    var passed: Set<String> = []
    for (index, record) in Self.records.enumerated() {
      let type = try #require(
        RecordType(rawValue: String(decoding: record.text.prefix(2), as: UTF8.self)))
      for field in type.format.fields {
        for position in field.positions where !Self.free.contains(field.name) {
          var records = Self.records
          let old = record.text[position - 1]
          records[index].put(old == UInt8(ascii: "5") ? "6" : "5", at: position)
          if try Letters.verify(Self.file(records)).summary.isClean {
            passed.insert("\(type.rawValue) \(field.name)")
          }
        }
      }
    }
    #expect(passed == [])
  }

  @Test("a file that ends anywhere is read as far as it goes")
  func truncated() throws {
    let bytes = try Letters.bytes(2)
    for count in 1..<bytes.count {
      let (summary, findings) = try Letters.verify(Array(bytes.prefix(count)), piece: 4096)
      #expect(!findings.isEmpty, "cut at \(count)")
      #expect(summary.findings.values.reduce(0, +) == findings.count)
    }
  }

  @Test("after bytes that are no record the next one is found")
  func resumes() throws {
    let bytes = Self.file(Self.records)
    let second = try Letters.records(bytes)[9].offset - 4
    var inserted = bytes
    inserted.insert(contentsOf: Array("garbage".utf8), at: second)
    let (summary, findings) = try Letters.verify(inserted)
    #expect(findings.map(\.kind) == [.framing])
    #expect(findings.first?.offset == second)
    #expect(summary.totals.items == 3)
    var overwritten = bytes
    overwritten.replaceSubrange(second..<second + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(try Letters.verify(overwritten).summary.totals.items == 2)
  }

  @Test("a length beyond the end of the file costs one record at most")
  func overlongLength() throws {
    let bytes = Self.file(Self.records)
    let records = try Letters.records(bytes)
    // Of a record whose length its type has, and of one whose length varies.
    for (index, items) in [(9, 3), (6, 3)] {
      var damaged = bytes
      damaged[records[index].offset - 3] = 0x80
      let (summary, findings) = try Letters.verify(damaged)
      #expect(summary.totals.items == items)
      #expect(summary.records >= records.count - 1)
      #expect(findings.map(\.kind).contains(.framing))
    }
  }

  @Test("no changed length passes")
  func everyLength() throws {
    let bytes = Self.file(Self.records)
    for record in try Letters.records(bytes) {
      for place in record.offset - 4..<record.offset {
        for change in [1, 0x80] as [UInt8] {
          var damaged = bytes
          damaged[place] ^= change
          let findings = try Letters.verify(damaged).findings
          #expect(findings.contains { $0.kind == .framing }, "record \(record.number)")
        }
      }
    }
  }

  @Test("a finding in a record that ends early has its place in the file")
  func placeInShortRecord() throws {
    var records = Array(Self.records.prefix(2))
    records[1].text.removeLast(30)
    let bytes = Self.file(records)
    let findings = try Letters.verify(bytes).findings
    #expect(findings.contains { $0.field == "originator contact phone number" })
    for finding in findings {
      #expect(finding.offset <= bytes.count)
      #expect(!finding.found.isEmpty)
    }
  }

  @Test("what is no cash letter is unreadable", arguments: [[], [0], Array("PNG\n".utf8)])
  func unreadable(bytes: [UInt8]) throws {
    #expect(try !Letters.verify(bytes).summary.isReadable)
  }

  @Test("a file of another bank's dialect is told of")
  func profile() throws {
    let bytes = try Letters.bytes(3)
    var profile = Letters.profile(Letters.dialect(.edition2013))
    profile.isTest = false
    profile.dialect.itemsPerBundle = 2
    let (_, findings) = try Letters.verify(bytes, profile: profile)
    #expect(findings.allSatisfy { $0.kind == .profile })
    #expect(findings.count == 3)
  }

  static func file(_ records: [RawText]) -> [UInt8] {
    records.flatMap { record in
      let length = record.text.count + record.image.count
      return (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + record.text
        + record.image
    }
  }

  static func blank(_ count: Int) -> [UInt8] { Array(repeating: 32, count: count) }
}

/// Changes to the TIFFs that the project writes: little-endian, the directory anywhere.
private func entry(_ tag: Int, of tiff: [UInt8]) -> Int? {
  let directory = (0..<4).reduce(0) { $0 | Int(tiff[4 + $1]) << (8 * $1) }
  let count = Int(tiff[directory]) | Int(tiff[directory + 1]) << 8
  return (0..<count).map { directory + 2 + 12 * $0 }
    .first { Int(tiff[$0]) | Int(tiff[$0 + 1]) << 8 == tag }
}

private func tagged(_ tiff: [UInt8], _ tag: Int, _ value: UInt8) -> [UInt8] {
  var tiff = tiff
  if let entry = entry(tag, of: tiff) {
    tiff.replaceSubrange(entry + 8..<entry + 12, with: [value, 0, 0, 0])
  }
  return tiff
}

private func withResolution(_ tiff: [UInt8], _ dpi: UInt8) -> [UInt8] {
  var tiff = tiff
  for tag in [282, 283] {
    guard let entry = entry(tag, of: tiff) else { continue }
    let place = (0..<4).reduce(0) { $0 | Int(tiff[entry + 8 + $1]) << (8 * $1) }
    tiff.replaceSubrange(place..<place + 8, with: [dpi, 0, 0, 0, 1, 0, 0, 0])
  }
  return tiff
}

private func swapped(_ tiff: [UInt8]) -> [UInt8] {
  // Only the header and an empty place after it: what follows is not looked at for its order.
  [0x4D, 0x4D, 0, 42, 0, 0, 0, 8] + tiff.dropFirst(8)
}
