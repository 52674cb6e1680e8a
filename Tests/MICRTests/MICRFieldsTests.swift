import Testing

@testable import MICR

/// Lines of each layout, and the fields that their symbols tell.
struct MICRFieldsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var line: String
    var fields: MICRFields
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "US personal, serial after the account", line: "A122000661A 1234567890C 1011",
      fields: MICRFields(
        routing: "122000661", account: "1234567890", serial: "1011", onUs: "1234567890C 1011",
        format: "us-personal", country: "US")),
    Case(
      name: "US personal, serial before the account", line: "A021000089A 1011 55500012345C",
      fields: MICRFields(
        routing: "021000089", account: "55500012345", serial: "1011", onUs: "1011 55500012345C",
        format: "us-serial-first", country: "US")),
    Case(
      name: "US business, auxiliary on-us", line: "C001234C A026009593A 000480201879C",
      fields: MICRFields(
        routing: "026009593", account: "000480201879", serial: "001234", auxOnUs: "001234",
        onUs: "000480201879C", format: "us-business", country: "US")),
    Case(
      name: "US cashier's, account in two groups", line: "C0150482880C A121000248A 4861 507788C",
      fields: MICRFields(
        routing: "121000248", account: "4861507788", serial: "0150482880", auxOnUs: "0150482880",
        onUs: "4861 507788C", format: "us-business", country: "US")),
    Case(
      name: "US with encoded amount and dashes in the account",
      line: "A122239050A1085D002D007770C B0000012500B",
      fields: MICRFields(
        routing: "122239050", account: "1085D002D007770", amount: 12500,
        onUs: "1085D002D007770C", format: "us-account-only", country: "US")),
    Case(
      name: "US with processing code", line: "C1234567C 8 A122000661A 00012345C",
      fields: MICRFields(
        routing: "122000661", account: "00012345", serial: "1234567", auxOnUs: "1234567", epc: "8",
        onUs: "00012345C", format: "us-business", country: "US")),
    Case(
      name: "US with processing code and no auxiliary field", line: "4A122000661A 00012345C 77",
      fields: MICRFields(
        routing: "122000661", account: "00012345", serial: "77", epc: "4", onUs: "00012345C 77",
        format: "us-personal", country: "US")),
    Case(
      name: "US, old dashed routing number", line: "A0540D0004A C140 611 6C B0000002500B",
      fields: MICRFields(
        routing: "0540D0004", account: "6116", serial: "140", amount: 2500, onUs: "C140 611 6C",
        format: "us-dashed-framed", country: "US")),
    Case(
      name: "US, account between two on-us symbols", line: "C003396915C A086500634A C122226433C",
      fields: MICRFields(
        routing: "086500634", account: "122226433", serial: "003396915", auxOnUs: "003396915",
        onUs: "C122226433C", format: "us-framed", country: "US")),
    Case(
      name: "Canada", line: "C243C A00005D123A 123D456D7C",
      fields: MICRFields(
        routing: "00005D123", account: "123D456D7", serial: "243", auxOnUs: "243",
        onUs: "123D456D7C", format: "canada", country: "CA")),
    Case(
      name: "India", line: "C477764C 250024007A 012345C 29",
      fields: MICRFields(
        routing: "250024007", account: "012345", serial: "477764", auxOnUs: "477764",
        onUs: "012345C 29", format: "india", country: "IN")),
    Case(
      name: "Turkey", line: "C0029859C 0046D00123A 0038100000571234C",
      fields: MICRFields(
        routing: "0046D00123", account: "0038100000571234", serial: "0029859", auxOnUs: "0029859",
        onUs: "0038100000571234C", format: "turkey-older", country: "TR")),
    Case(
      name: "Pakistan", line: "C00000123C 0541234A 0010001234560003C 000",
      fields: MICRFields(
        routing: "0541234", account: "0010001234560003", serial: "00000123", auxOnUs: "00000123",
        onUs: "0010001234560003C 000", format: "pakistan", country: "PK")),
    Case(
      name: "Malaysia", line: "A00 C484221C 57D14037A 1041014322C 25",
      fields: MICRFields(
        routing: "57D14037", account: "1041014322", serial: "484221", auxOnUs: "484221",
        onUs: "1041014322C 25", format: "malaysia", country: "MY")),
    Case(
      name: "Singapore", line: "A2C285404C 7144D001A 0119121972C 11",
      fields: MICRFields(
        routing: "7144D001", account: "0119121972", serial: "285404", auxOnUs: "285404",
        onUs: "0119121972C 11", format: "singapore", country: "SG")),
    Case(
      name: "Australia", line: "C000123C 062D000A 12345678C",
      fields: MICRFields(
        routing: "062D000", account: "12345678", serial: "000123", auxOnUs: "000123",
        onUs: "12345678C", format: "australia", country: "AU")),
    Case(
      name: "United Kingdom", line: "C316042C 20D8080A 58020027C 02",
      fields: MICRFields(
        routing: "20D8080", account: "58020027", serial: "316042", auxOnUs: "316042",
        onUs: "58020027C 02", format: "united-kingdom", country: "GB")),
    Case(
      name: "Turkey, bank of three digits", line: "C0029859C 046D0123A 0038100000571234C",
      fields: MICRFields(
        routing: "046D0123", account: "0038100000571234", serial: "0029859", auxOnUs: "0029859",
        onUs: "0038100000571234C", format: "turkey", country: "TR")),
    Case(
      name: "Emirates, no symbol closes the serial number",
      line: "C000004A 302620133A C3026201331C",
      fields: MICRFields(
        routing: "302620133", account: "3026201331", serial: "000004", onUs: "C3026201331C",
        format: "emirates", country: "AE")),
    Case(
      name: "eight digits for a routing number", line: "A85871713 A18635887571A 11638",
      fields: MICRFields(
        routing: "85871713", account: "18635887571", serial: "11638", onUs: "18635887571A 11638")),
    Case(name: "nothing", line: "", fields: MICRFields()),
    Case(
      name: "digits only", line: "12345 678",
      fields: MICRFields(account: "12345678", onUs: "12345 678")),
    Case(
      name: "an amount of nine digits is none", line: "A122000661A 1C B000001250B",
      fields: MICRFields(routing: "122000661", account: "1", onUs: "1C")),
  ]

  @Test(arguments: cases)
  func tellsFieldsBySymbol(_ entry: Case) {
    #expect(MICRFields(parsing: entry.line) == entry.fields)
  }

  @Test(arguments: [
    "A122000661A 1234567890C 1011", "C001234C A026009593A 000480201879C",
    "C243C A00005D123A 123D456D7C", "C477764C 250024007A 012345C 29", "C002025C 110229004A 10",
    "A00 C484221C 57D14037A 1041014322C 25", "A0540D0004A C140 611 6C B0000002500B",
  ])
  func knowsCompleteLayouts(line: String) {
    #expect(LineLayout(line).isComplete)
  }

  /// Each lacks one symbol or digit of a complete line.
  @Test(arguments: [
    "122000661A 1234567890C 1011", "A12200066A 1234567890C 1011", "A122000661A 1234567890 1011",
    "001234C A026009593A 000480201879C", "C243C A0005D123A 123D456D7C",
    "477764C 250024007A 012345C", "C477764C 250024007A 012345C",
    "A122000661A 123C B000001250B", "A122000661A 123C B0000012500", "A122000661A", "",
  ])
  func doubtsIncompleteLayouts(line: String) {
    #expect(!LineLayout(line).isComplete)
  }

  @Test func takesAnyText() {
    var generator = SeededGenerator(seed: 20)
    let alphabet = Array("0123456789ABCD AABBCCDD ⑆é\u{0}\n")
    for _ in 0..<3000 {
      let length = Int.random(in: 0...60, using: &generator)
      let text = String((0..<length).compactMap { _ in alphabet.randomElement(using: &generator) })
      let fields = MICRFields(parsing: text)
      #expect(fields.amount ?? 0 >= 0)
      #expect(fields.routing?.contains(" ") != true)
      if let onUs = fields.onUs {
        #expect(text.filter { "0123456789ABCD ".contains($0) }.contains(onUs))
      }
    }
  }
}
