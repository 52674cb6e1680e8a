extension LineFormats {
  /// The formats that come with the reader.
  ///
  /// Sources: ANSI X9.100-160 (United States); Payments Canada, Standard 006; Reserve Bank of India,
  /// procedural guidelines for MICR cheques; Bangladesh Bank, BACPS operating rules (the routing
  /// number's check digit); Australian Payments Clearing Association, MICR technical specifications;
  /// for the others, the lines as banks print them.
  public static let standard = LineFormats(rows.compactMap { try? $0.format() })

  /// A line of the table.
  struct Row {
    var name: String
    var country: String
    var pattern: String
    var example: String
    var standing = LineFormat.Standing.established
    var weights: [Int] = []

    func format() throws(LineFormatError) -> LineFormat {
      try LineFormat(
        name, country: country, pattern, example: example, standing: standing,
        checkDigits: weights.isEmpty ? [] : [CheckDigit(field: "routing", weights: weights)])
    }
  }

  static let rows = american + northAndSouthAsian + others

  private static let american = [
    Row(
      name: "us-business", country: "US",
      pattern: "C serial:1-15 C [epc:1] A routing:9 A account:1-19+D C [B amount:10 B]",
      example: "C001234C A026009593A 000480201879C", weights: [3, 7, 1]),
    Row(
      name: "us-framed", country: "US",
      pattern: "[C serial:1-15 C] A routing:9 A C account:1-19+D C [B amount:10 B]",
      example: "C003396915C A086500634A C122226433C", weights: [3, 7, 1]),
    Row(
      name: "us-business-code", country: "US",
      pattern: "C serial:1-15 C [epc:1] A routing:9 A account:1-19+D C code:1-6 [B amount:10 B]",
      example: "C001234C A026009593A 000480201879C 12", standing: .likely, weights: [3, 7, 1]),
    Row(
      name: "us-serial-first", country: "US",
      pattern: "[epc:1] A routing:9 A serial:3-6 _ account:7-17+D C [B amount:10 B]",
      example: "A021000089A 1011 55500012345C", weights: [3, 7, 1]),
    Row(
      name: "us-personal", country: "US",
      pattern: "[epc:1] A routing:9 A account:1-19+D C serial:1-10 [B amount:10 B]",
      example: "A122000661A 1234567890C 1011", weights: [3, 7, 1]),
    Row(
      name: "us-account-only", country: "US",
      pattern: "[epc:1] A routing:9 A account:1-19+D C [B amount:10 B]",
      example: "A122000661A 1234567890C", weights: [3, 7, 1]),
    Row(
      name: "us-dashed", country: "US",
      pattern: "A bank:4 D branch:4 A account:1-19+D C [serial:1-10] [B amount:10 B]",
      example: "A0540D0004A 140D611D6C"),
    Row(
      name: "us-dashed-framed", country: "US",
      pattern: "A bank:4 D branch:4 A C account:1-19+D C [B amount:10 B]",
      example: "A0540D0004A C140 611 6C B0000002500B"),
    Row(
      name: "canada", country: "CA",
      pattern:
        "[C serial:1-8 C] A branch:5 D institution:3 A account:5-14+D C [code:2] [B amount:10 B]",
      example: "C243C A00005D123A 123D456D7C"),
  ]

  private static let northAndSouthAsian = [
    Row(
      name: "india", country: "IN", pattern: "C serial:6 C sort:9 A account:6 C code:2",
      example: "C477764C 250024007A 012345C 29"),
    Row(
      name: "india-without-account", country: "IN", pattern: "C serial:6 C sort:9 A code:2",
      example: "C002025C 110229004A 10"),
    Row(
      name: "bangladesh", country: "BD", pattern: "C serial:7 C routing:9 A account:13 C code:2",
      example: "C0012345C 060261726A 0001234567890C 10", weights: [5, 7, 1]),
    Row(
      name: "pakistan", country: "PK", pattern: "C serial:8 C bank:7 A account:13-16 C code:3 [B]",
      example: "C00000123C 0541234A 0010001234560003C 000B"),
    Row(
      name: "turkey", country: "TR", pattern: "C serial:7 C bank:3 D branch:4-5 A account:16 C",
      example: "C0029859C 046D0123A 0038100000571234C"),
    Row(
      name: "turkey-older", country: "TR",
      pattern: "C serial:7 C bank:4-5 D branch:4-5 A account:8-16 C",
      example: "C0029859C 0046D00123A 0038100000571234C", standing: .likely),
    Row(
      name: "emirates", country: "AE", pattern: "C serial:6 A routing:9 A C account:10-16 C",
      example: "C000004A 302620133A C3026201331C"),
    Row(
      name: "oman", country: "OM",
      pattern: "C serial:8 C A bank:2 D branch:4 A account:14 C code:3",
      example: "C00012345C A01D0203A 01234567890123C 010"),
    Row(
      name: "bahrain", country: "BH",
      pattern: "C serial:6 C bank:2 D branch:2 A account:13 C code:2",
      example: "C000123C 07D01A 0001234567890C 01"),
  ]

  private static let others = [
    Row(
      name: "malaysia", country: "MY",
      pattern:
        "[A lead:1-3] C serial:6-7 C bank:2 D branch:5 A account:10-16 C code:2 [B amount:10 B]",
      example: "A00 C484221C 57D14037A 1041014322C 25"),
    Row(
      name: "singapore", country: "SG",
      pattern:
        "[A lead:1-3] C serial:6 C bank:4 D branch:3 A account:9-11 C code:2 [B amount:10 B]",
      example: "A2C285404C 7144D001A 0119121972C 11"),
    Row(
      name: "sri-lanka", country: "LK",
      pattern: "C serial:6 C bank:4 D branch:3 A account:12 C code:2",
      example: "C123456C 7010D123A 000012345678C 01", standing: .likely),
    Row(
      name: "indonesia", country: "ID",
      pattern: "C serial:6 C bank:3 D office:4 A account:10 C code:2 [B amount:10-14 B]",
      example: "C725477C 014D2547A 0952167179C 01"),
    Row(
      name: "thailand", country: "TH",
      pattern: "C serial:8 C bank:3 D branch:4 A account:10 C code:2",
      example: "C12345678C 004D0123A 1234567890C 01", standing: .likely),
    Row(
      name: "philippines", country: "PH",
      pattern: "C serial:10 C bank:5 D branch:4 A account:12 C [code:3]",
      example: "C0000000001C 12345D6789A 000123456789C", standing: .likely),
    Row(
      name: "united-kingdom", country: "GB",
      pattern: "C serial:6 C sort:2 D branch:4 A account:8 C [code:2] [B amount:10-11 B]",
      example: "C316042C 20D8080A 58020027C 02"),
    Row(
      name: "australia", country: "AU",
      pattern: "C serial:6 C bank:3 D branch:3 A account:5-10 C [code:1-3] [B amount:10 B]",
      example: "C000123C 062D000A 12345678C", standing: .likely),
    Row(
      name: "new-zealand", country: "NZ",
      pattern: "C serial:6 C bank:2 D branch:4 A account:7 D suffix:2-3 C [code:2]",
      example: "C000123C 01D0234A 1234567D00C", standing: .likely),
    Row(
      name: "nigeria", country: "NG", pattern: "C serial:8 C sort:9 A account:10 C code:2",
      example: "C00003889C 057080099A 1030003807C 04", standing: .likely),
    Row(
      name: "sierra-leone", country: "SL",
      pattern: "C serial:6-8 C bank:10 A account:12 C code:7",
      example: "C00123456C 0500101001A 001234567812C 0169455", standing: .likely),
  ]
}
