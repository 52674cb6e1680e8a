/// The country whose layout a line has.
///
/// Source: the clearing systems' own forms of the bank and branch code; lines of one country keep
/// to one form, but some forms are shared, and these are told by the other fields or not at all.
struct Country: Sendable, Hashable {
  /// ISO 3166 alpha-2.
  let code: String

  init?(_ layout: LineLayout) {
    guard let transit = layout.transit else { return nil }
    let groups = DigitGroups(transit.text).lengths
    let found =
      switch transit.frame {
      case .bothSides: Self.framedOnBothSides(groups)
      case .rightSide: Self.framedOnTheRight(groups, layout)
      }
    guard let found else { return nil }
    code = found
  }

  private static func framedOnBothSides(_ groups: [Int]) -> String? {
    switch groups {
    case [9], [4, 4]: "US"
    case [5, 3]: "CA"
    default: nil
    }
  }

  private static func framedOnTheRight(_ groups: [Int], _ layout: LineLayout) -> String? {
    let serial = DigitGroups(layout.auxOnUs ?? "").digits
    let onUs = OnUsField(layout.onUs ?? "", serialIsElsewhere: true)
    let account = DigitGroups(onUs.account ?? "").digits
    switch groups {
    // City, bank and branch, three digits each; older checks have no account in the line.
    case [9]: return serial == 6 && (account == 6 || !onUs.isClosed) ? "IN" : nil
    // Bank and branch.
    case [2, 5]: return "MY"
    case [4, 3]: return "SG"
    case [4, 5]: return "TR"
    // The sort code, with an account of eight digits.
    case [2, 4]: return account == 8 ? "GB" : nil
    // The bank-state-branch number; Hong Kong's form is the same, with longer accounts.
    case [3, 3]: return (5...9).contains(account) ? "AU" : nil
    // Bank and branch without a dash; the account is the last part of an IBAN.
    case [7]: return (14...16).contains(account) ? "PK" : nil
    default: return nil
    }
  }
}
