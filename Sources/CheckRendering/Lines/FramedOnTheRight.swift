import MICR

/// The form of line whose bank and branch stand between the on-us symbol of the serial number and
/// one transit symbol.
struct FramedOnTheRight {
  private let country: String
  private let serial: ClosedRange<Int>
  /// The digits of the parts of the bank's number; a dash stands between two.
  private let bank: [Int]
  private let account: ClosedRange<Int>
  /// The digits of the transaction code, right of the account; 0 where there is none.
  private let code: ClosedRange<Int>

  init(_ layout: MICRLayout) {
    switch layout {
    case .india: (country, serial, bank, account, code) = ("IN", 6...6, [9], 6...6, 2...2)
    case .turkey: (country, serial, bank, account, code) = ("TR", 7...7, [4, 5], 8...16, 0...0)
    case .pakistan: (country, serial, bank, account, code) = ("PK", 8...8, [7], 14...16, 3...3)
    case .malaysia: (country, serial, bank, account, code) = ("MY", 6...6, [2, 5], 10...12, 2...2)
    case .singapore: (country, serial, bank, account, code) = ("SG", 6...6, [4, 3], 9...11, 2...2)
    default: (country, serial, bank, account, code) = ("AU", 6...6, [3, 3], 5...9, 0...2)
    }
  }

  func line(_ fields: inout MICRFields, _ generator: inout some RandomNumberGenerator) -> String {
    let serial = PrintedLine.digits(serial, &generator)
    let bank = bank.map { PrintedLine.digits($0...$0, &generator) }.joined(separator: "D")
    let account = PrintedLine.digits(account, &generator)
    let code = PrintedLine.digits(code, &generator)
    fields.country = country
    fields.auxOnUs = serial
    fields.serial = serial
    fields.routing = bank
    fields.account = account
    let end = code.isEmpty ? "" : PrintedLine.gap(0...6, &generator) + code
    fields.onUs = account + "C" + end
    return "C\(serial)C" + PrintedLine.gap(0...2, &generator) + "\(bank)A"
      + PrintedLine.gap(0...4, &generator) + account + "C" + end
  }
}
