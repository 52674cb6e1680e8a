import Drawing
import MICR

extension CheckDesign {
  /// A plausible check of fictional people, companies and banks.
  ///
  /// - Parameters:
  ///   - generator: where the choices come from; the same state gives the same design.
  ///   - routingNumbers: what the routing number is chosen from; when empty, one with a right
  ///     check digit is made up.
  ///   - kinds: what the kind is chosen from; all kinds when empty.
  public static func random(
    using generator: inout some RandomNumberGenerator, routingNumbers: [String],
    kinds: [Kind] = Kind.allCases
  ) -> CheckDesign {
    let kind = kinds.randomElement(using: &generator) ?? .personal
    let routing = routingNumbers.randomElement(using: &generator) ?? madeUpRouting(&generator)
    let account = digits(Int.random(in: 6...12, using: &generator), &generator)
    let serial = String(Int.random(in: 101...9899, using: &generator))
    let isEncoded = kind != .cashier && Int.random(in: 0..<5, using: &generator) == 0
    let amount = Int.random(in: 5_00...4_999_99, using: &generator)
    var micr = line(kind, routing: routing, account: account, serial: serial, &generator)
    if isEncoded { micr = micr.encoding(amountInCents: amount) }
    let payer = kind == .personal ? person(&generator) : pick(FictionalNames.companies, &generator)
    let bank = pick(FictionalNames.banks, &generator)
    let month = pick(FictionalNames.months, &generator)
    let day = Int.random(in: 1...28, using: &generator)
    return CheckDesign(
      kind: kind, payerLines: [payer, street(&generator), pick(FictionalNames.towns, &generator)],
      bankName: bank, bankAddress: street(&generator), date: "\(month) \(day), 2026",
      payee: Bool.random(using: &generator)
        ? person(&generator) : pick(FictionalNames.companies, &generator),
      amountInCents: amount,
      memo: kind == .cashier ? person(&generator) : pick(FictionalNames.memos, &generator),
      serial: serial, micr: micr, background: background(&generator),
      accent: FictionalNames.accents.randomElement(using: &generator) ?? .print,
      seed: generator.next())
  }

  private static func line(
    _ kind: Kind, routing: String, account: String, serial: String,
    _ generator: inout some RandomNumberGenerator
  ) -> MICRPrint {
    switch kind {
    case .personal:
      .personal(
        routing: routing, account: account, serial: serial,
        serialFirst: Int.random(in: 0..<4, using: &generator) == 0)
    case .business, .cashier:
      .business(
        routing: routing, account: account,
        auxOnUs: String(repeating: "0", count: max(0, 6 - serial.count)) + serial)
    }
  }

  private static func background(_ generator: inout some RandomNumberGenerator) -> CheckBackground {
    let paper = FictionalNames.papers.randomElement(using: &generator) ?? .white
    let lines = InkColor(
      UInt8(Int(paper.red) - 24), UInt8(Int(paper.green) - 20), UInt8(Int(paper.blue) - 16))
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return .plain
    case 1: return .tinted(paper)
    case 2: return .gradient(top: .white, bottom: paper)
    default: return .guilloche(paper: paper, lines: lines)
    }
  }

  private static func madeUpRouting(_ generator: inout some RandomNumberGenerator) -> String {
    let district = Int.random(in: 1...12, using: &generator)
    let rest = (0..<6).map { _ in Int.random(in: 0...9, using: &generator) }
    let firstEight = [district / 10, district % 10] + rest
    let all = firstEight + [RoutingNumber.checkDigit(of: firstEight)]
    return all.map(String.init).joined()
  }

  private static func digits(
    _ count: Int, _ generator: inout some RandomNumberGenerator
  ) -> String {
    (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
  }

  private static func person(_ generator: inout some RandomNumberGenerator) -> String {
    pick(FictionalNames.firstNames, &generator) + " " + pick(FictionalNames.lastNames, &generator)
  }

  private static func street(_ generator: inout some RandomNumberGenerator) -> String {
    "\(Int.random(in: 1...999, using: &generator)) " + pick(FictionalNames.streets, &generator)
  }

  private static func pick(
    _ names: [String], _ generator: inout some RandomNumberGenerator
  ) -> String {
    names.randomElement(using: &generator) ?? ""
  }
}
