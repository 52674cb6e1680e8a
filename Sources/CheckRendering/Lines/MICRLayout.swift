/// The forms of line that banks of several countries print.
///
/// Sources: ANSI X9.100-160 (United States); Payments Canada, Standard 006; Reserve Bank of India,
/// procedural guidelines for MICR cheques (city, bank and branch of three digits each; six digits
/// of serial and account; two of transaction code); Australian Payments Clearing Association,
/// MICR technical specifications; for the others, the banks' own forms as printed.
public enum MICRLayout: String, Codable, Sendable, Hashable, CaseIterable {
  /// `A routing A account C serial`.
  case usPersonal = "us-personal"
  /// `A routing A serial account C`.
  case usSerialFirst = "us-serial-first"
  /// `C serial C A routing A account C`, and at times a processing code before the routing number.
  case usBusiness = "us-business"
  /// `A nnnnDnnnn A account C`, as before 1970, with dashes in the account at times.
  case usDashed = "us-dashed"
  /// `C serial C A bbbbb D iii A account C`, with dashes in the account at times.
  case canada
  /// `C serial C sort-code A account C code`.
  case india
  /// `C serial C bank D branch A account C`.
  case turkey
  /// `C serial C bank-and-branch A account C code`, the account as in an IBAN.
  case pakistan
  /// `C serial C bank D branch A account C code`.
  case malaysia
  /// `C serial C bank D branch A account C code`, other widths.
  case singapore
  /// `C serial C bank D branch A account C code`, the bank-state-branch number.
  case australia
}
