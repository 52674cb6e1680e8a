import MICR

/// How the banks of a country lay out the line of E-13B.
///
/// Sources: ANSI X9.100-160 for the United States, the standards of Payments Canada, the CTS-2010
/// standard of the Reserve Bank of India, and the forms that lines printed elsewhere show.
public enum NationalLayout: String, Codable, Sendable, Hashable, CaseIterable {
  /// A routing number, the account and the serial number, in either order.
  case usPersonal = "us-personal"
  /// The serial number in the auxiliary field on the left.
  case usBusiness = "us-business"
  /// A routing number of four and four digits with a dash, as until the 1980s.
  case usDashed = "us-dashed"
  /// Transit and institution number with a dash between them.
  case canadian
  /// The sort code of nine digits and the transaction code at the end.
  case indian
  /// Bank and branch with a dash, and an account of 16 digits.
  case turkish
  /// Bank and branch without a dash, and an account of 16 digits.
  case pakistani
  /// A framed code in front, bank and branch with a dash.
  case malaysian
  /// A framed digit in front, bank and branch with a dash.
  case singaporean
  /// Bank-state-branch with a dash.
  case australian

  /// A line of the layout with random numbers.
  public func line(using generator: inout some RandomNumberGenerator) -> MICRPrint {
    switch self {
    case .usPersonal: return usPersonal(&generator)
    case .usBusiness:
      return .business(
        routing: routing(&generator), account: digits(6...13, &generator),
        auxOnUs: digits(4...10, &generator))
    case .usDashed:
      let transit = "\(digits(4...4, &generator))D\(digits(4...4, &generator))"
      return MICRPrint(
        text: "A\(transit)A \(digits(3...3, &generator)) \(digits(3...5, &generator))C")
    case .canadian:
      return .canadian(
        serial: digits(3...6, &generator), transit: digits(5...5, &generator),
        institution: "0" + digits(2...2, &generator),
        account: "\(digits(3...3, &generator))D\(digits(3...3, &generator))D"
          + digits(1...1, &generator))
    case .indian:
      return .indian(
        serial: digits(6...6, &generator), sortCode: digits(9...9, &generator),
        account: digits(6...6, &generator), transactionCode: digits(2...2, &generator))
    default: return withBankAndBranch(&generator)
    }
  }

  private func usPersonal(_ generator: inout some RandomNumberGenerator) -> MICRPrint {
    let print = MICRPrint.personal(
      routing: routing(&generator), account: digits(6...12, &generator),
      serial: digits(3...4, &generator), serialFirst: Bool.random(using: &generator))
    guard Int.random(in: 0..<3, using: &generator) == 0 else { return print }
    return print.encoding(amountInCents: Int.random(in: 1_00...99_999_99, using: &generator))
  }

  private func withBankAndBranch(_ generator: inout some RandomNumberGenerator) -> MICRPrint {
    let serial = "C\(digits(6...7, &generator))C"
    let text =
      switch self {
      case .turkish:
        "\(serial) \(digits(4...4, &generator))D\(digits(5...5, &generator))A "
          + "\(digits(16...16, &generator))C"
      case .pakistani:
        "\(serial) \(digits(7...7, &generator))A \(digits(16...16, &generator))C "
          + digits(3...3, &generator)
      case .malaysian:
        "A\(digits(2...2, &generator)) \(serial) \(digits(2...2, &generator))D"
          + "\(digits(5...5, &generator))A \(digits(10...10, &generator))C "
          + digits(2...2, &generator)
      case .singaporean:
        "A\(digits(1...1, &generator))\(serial)\(digits(4...4, &generator))D"
          + "\(digits(3...3, &generator))A \(digits(10...10, &generator))C "
          + digits(2...2, &generator)
      default:
        "\(serial) \(digits(3...3, &generator))D\(digits(3...3, &generator))A "
          + "\(digits(6...9, &generator))C"
      }
    return MICRPrint(text: text)
  }

  private func routing(_ generator: inout some RandomNumberGenerator) -> String {
    let district = Int.random(in: 1...12, using: &generator)
    let rest = (0..<6).map { _ in Int.random(in: 0...9, using: &generator) }
    let firstEight = [district / 10, district % 10] + rest
    return (firstEight + [RoutingNumber.checkDigit(of: firstEight)]).map(String.init).joined()
  }

  private func digits(
    _ count: ClosedRange<Int>, _ generator: inout some RandomNumberGenerator
  ) -> String {
    (0..<Int.random(in: count, using: &generator)).map { _ in
      String(Int.random(in: 0...9, using: &generator))
    }.joined()
  }
}
