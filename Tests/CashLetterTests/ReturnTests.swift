import CashLetter
import Testing

@Suite("Returned items")
struct ReturnTests {
  typealias Damage = VerifierTests.Damage

  static let dialects = StandardLevel.allCases.flatMap { level in
    LetterEncoding.allCases.map { Letters.dialect(level, $0) }
  }

  @Test("are written, verified and read back in every dialect", arguments: dialects)
  func isClean(dialect: LetterDialect) throws {
    let bytes = try Returns.bytes(2, dialect)
    let (summary, findings) = try Letters.verify(bytes)
    #expect(findings == [])
    #expect(summary.level == dialect.level)
    #expect(summary.encoding == dialect.encoding)
    #expect(summary.totals.items == 2)
    #expect(summary.totals.amountCents == 2003)
    #expect(summary.totals.images == 4)
    let records = try Letters.records(bytes)
    for number in 1...2 {
      let item = try Returns.item(number, level: dialect.level)
      guard case .returned(let detail, let first, let payor, let endorsers) = item.kind else {
        Issue.record("no returned item")
        continue
      }
      let start = 3 + 8 * (number - 1)
      #expect(records[start].record() == detail)
      #expect(records[start + 1].record() == first[0])
      #expect(records[start + 2].record() == payor)
      #expect(records[start + 3].record() == endorsers[0])
      #expect(records[start + 5].image == item.views[0].image)
    }
  }

  /// Records: 0 file header, 1 letter header, 2 bundle header, then eight for each item (detail, the
  /// addenda A, B and D, front 50 and 52, rear 50 and 52; 3 and 11 are details), 19 to 21 the
  /// controls.
  static let damages: [Damage] = [
    Damage("payor check digit", "checkDigit 4 payor bank routing number check digit") {
      $0[3].put("8", at: 11)
    },
    Damage("on-us letters", "field 4 on-us") { $0[3].put("ABC", at: 14) },
    Damage("amount", "total 20 bundle total amount", "total 22 file total amount") {
      $0[3].put("9", at: 41)
    },
    Damage("no reason", "field 4 return reason") { $0[3].put(" ", at: 42) },
    Damage("addendum count", "total 4 addendum count") { $0[3].put("04", at: 43) },
    Damage("forward date", "field 4 forward bundle date") { $0[3].put("20261345", at: 46) },
    Damage("times returned", "field 4 number of times returned") { $0[3].put("7", at: 72) },
    Damage("reserved", "field 4 reserved") { $0[3].put("0", at: 73) },
    Damage("first bank's check digit", "checkDigit 5 BOFD routing number") {
      $0[4].put("221901358", at: 4)
    },
    Damage("deposit after the file", "mismatch 5 BOFD business date") {
      $0[4].put("20270101", at: 13)
    },
    Damage("first bank's sequence", "field 5 BOFD item sequence number") {
      $0[4].put("00X", at: 21)
    },
    Damage("number of addendum A", "mismatch 5 record number") { $0[4].put("2", at: 3) },
    Damage("payor's day", "field 6 payor bank business date") { $0[5].put("20261345", at: 51) },
    Damage("payor's auxiliary on-us", "field 6 auxiliary on-us") { $0[5].put("X", at: 30) },
    Damage("endorser's check digit", "checkDigit 7 endorsing bank routing number") {
      $0[6].put("021904568", at: 5)
    },
    Damage("endorsement after the file", "mismatch 7 endorsement business date") {
      $0[6].put("20270101", at: 14)
    },
    Damage("number of addendum D", "mismatch 7 record number") { $0[6].put("02", at: 3) },
    Damage("field of a later level", "field 7 endorsing bank identifier") {
      $0[6].put("1", at: 60)
    },
    Damage("no addendum D", "total 4 addendum count") { $0.remove(at: 6) },
    Damage("two addenda B", "order 7 -", "total 4 addendum count") { $0.insert($0[5], at: 6) },
    Damage("addendum of a check", "order 5 -") { records in
      records.insert(VerifierTests.records[4], at: 4)
    },
    Damage("addendum after the images", "order 11 -") {
      $0.insert($0.remove(at: 6), at: 10)
    },
    Damage("a check among returned items", "order 12 -") { records in
      records.replaceSubrange(11...18, with: VerifierTests.records[9...14])
    },
    Damage("no rear", "missing 4 -", "total 18 images within bundle count") {
      $0.removeSubrange(9...10)
    },
    Damage("another item's image", "mismatch 9 ECE institution item sequence number") {
      $0[8].put("000000000000099", at: 22)
    },
    Damage("sequence twice", "mismatch 12 ECE institution item sequence number") { records in
      for (index, position) in [(11, 54), (16, 22), (18, 22)] {
        records[index].put("000000000000071", at: position)
      }
    },
    Damage("short record", "framing 4 -") { $0[3].text.removeLast() },
  ]

  @Test("one thing that is wrong is found where it is", arguments: damages)
  func findsDamage(damage: Damage) throws {
    let bytes = try Returns.bytes(2, Letters.dialect(.dstu, .ascii))
    var records = try Letters.records(bytes).map {
      VerifierTests.RawText(text: $0.text, image: $0.image ?? [])
    }
    damage.apply(&records)
    let (_, findings) = try Letters.verify(VerifierTests.file(records))
    let told = findings.map { "\($0.kind) \($0.record) \($0.field ?? "-")" }
    for wanted in damage.wanted { #expect(told.contains(wanted), "\(told)") }
    #expect(findings.count <= damage.wanted.count + 6, "\(told)")
  }
}
