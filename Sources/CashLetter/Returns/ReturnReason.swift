/// Why an item comes back: a code of position 42 of record 31.
///
/// Source: the return reasons of ANSI X9.100-188, as the Federal Reserve Banks list them.
public struct ReturnReason: Sendable, Hashable, Codable {
  /// The version of the table, kept with each decision that was made by it.
  public static let tableVersion = "X9.100-188-2018"

  /// One letter or digit.
  public let code: String
  /// What it means, in words.
  public let meaning: String
  /// Whether the item was not paid for want of funds that may be there later, so that it may be
  /// presented once more.
  public var mayPresentAgain: Bool { code == "A" || code == "B" }

  /// Whether it is one of an administrative return, which concerns the banks and not their customers.
  public let isAdministrative: Bool

  /// The reason of a code; `nil` for one that the table does not have.
  ///
  /// - Parameters:
  ///   - code: One letter or digit.
  ///   - isAdministrative: Whether the cash letter is one of administrative returns (returns
  ///     indicator `E`), in which some codes mean something else.
  public init?(code: String, isAdministrative: Bool = false) {
    let other = isAdministrative ? Self.administrativeMeanings[code] : nil
    guard let meaning = other ?? Self.meanings[code] else { return nil }
    self.code = code
    self.meaning = meaning
    self.isAdministrative = other != nil
  }

  /// The whole table, by code; then those that administrative returns have of their own.
  public static let all =
    meanings.keys.sorted().compactMap { ReturnReason(code: $0) }
    + administrativeMeanings.keys.sorted().compactMap {
      ReturnReason(code: $0, isAdministrative: true)
    }

  private static let administrativeMeanings = [
    "I": "image missing",
    "Q": "ineligible item",
    "V": "image fails a security check",
    "1": "image does not conform with X9.100-181",
    "2": "item does not conform with the companion document",
  ]

  private static let meanings = [
    "A": "not sufficient funds",
    "B": "uncollected funds held",
    "C": "stop payment",
    "D": "closed account",
    "E": "account not found",
    "F": "frozen or blocked account",
    "G": "stale dated",
    "H": "post dated",
    "I": "endorsement missing",
    "J": "endorsement irregular",
    "K": "signature missing",
    "L": "signature irregular, suspected forgery",
    "M": "non-cash item",
    "N": "altered or fictitious item, suspected counterfeit",
    "O": "unable to process",
    "P": "item over the stated limit",
    "Q": "not authorized",
    "R": "branch or account sold, wrong bank",
    "S": "refer to maker",
    "T": "item cannot be presented again",
    "U": "unusable image",
    "W": "amount cannot be determined",
    "X": "reason is told in the image",
    "Y": "duplicate presentment",
    "Z": "forgery, an affidavit is available",
    "3": "warranty breach",
    "4": "warranty breach of a remotely created check",
    "5": "forged or counterfeit warranty breach",
    "6": "retired or ineligible routing number",
  ]
}
