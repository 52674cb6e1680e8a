/// A line of E-13B and where it stands on the check.
///
/// Positions are counted from the right edge, 8 to the inch. A US check has the amount in
/// positions 1 to 12, the on-us field in 14 to 32, the transit field in 33 to 43 and the
/// auxiliary on-us field from 45.
///
/// Source: ANSI X9.100-160 (placement and location of MICR print).
public struct MICRPrint: Codable, Sendable, Hashable {
  /// The characters in A/B/C/D notation; a blank leaves its position empty, and so does anything
  /// else that E-13B does not have.
  public var text: String

  /// The position of the last character.
  public var lastPosition: Int

  /// Makes a line from its text, with the last character at a position.
  public init(text: String, lastPosition: Int = 14) {
    self.text = text
    self.lastPosition = lastPosition
  }

  /// The characters alone, without the blanks.
  public var characters: String { text.filter { $0 != " " } }

  /// A personal check: `A routing A account C serial`, or with the serial before the account.
  public static func personal(
    routing: String, account: String, serial: String, serialFirst: Bool = false
  ) -> MICRPrint {
    let onUs = serialFirst ? "\(serial) \(account)C" : "\(account)C \(serial)"
    return MICRPrint(text: "A\(routing)A" + filled(onUs))
  }

  /// A business check: the serial in the auxiliary on-us field, `C serial C A routing A account C`.
  public static func business(
    routing: String, account: String, auxOnUs: String
  ) -> MICRPrint {
    MICRPrint(text: "C\(auxOnUs)C A\(routing)A" + filled("\(account)C"))
  }

  /// A Canadian check: `C serial C A transit D institution A account C`.
  public static func canadian(
    serial: String, transit: String, institution: String, account: String
  ) -> MICRPrint {
    MICRPrint(text: "C\(serial)C A\(transit)D\(institution)A \(account)C")
  }

  /// An Indian cheque: `C serial C sort-code A account C transaction-code`.
  public static func indian(
    serial: String, sortCode: String, account: String, transactionCode: String
  ) -> MICRPrint {
    MICRPrint(text: "C\(serial)C \(sortCode)A \(account)C \(transactionCode)")
  }

  /// The same line with the amount encoded at its right end, in ten digits.
  ///
  /// - Parameter cents: from 0 to 9,999,999,999; beyond, the digits on the left are lost.
  public func encoding(amountInCents cents: Int) -> MICRPrint {
    let digits = String(String(cents.magnitude).suffix(10))
    let amount = "B" + String(repeating: "0", count: 10 - digits.count) + digits + "B"
    let gap = String(repeating: " ", count: max(1, lastPosition - 13))
    return MICRPrint(text: text + gap + amount, lastPosition: 1)
  }

  /// The on-us field from position 32 to 14, so that the transit field ends at position 33.
  private static func filled(_ onUs: String) -> String {
    String(repeating: " ", count: max(0, 19 - onUs.count)) + onUs
  }
}
