/// How an account number is shown to people who need not know it.
package enum AccountMask {
  /// The last four characters, the rest as stars; of a short number, the last one.
  package static func hidden(_ number: String) -> String {
    "****" + number.suffix(number.count > 6 ? 4 : 1)
  }
}
