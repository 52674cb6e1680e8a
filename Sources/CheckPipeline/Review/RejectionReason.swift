/// Why a person turns a check down: the usual reasons, to choose from.
public enum RejectionReason: String, Sendable, Hashable, Codable, CaseIterable {
  /// A part of the check is not on the picture.
  case incompleteImage = "incomplete-image"
  /// The picture is blurred, dark or otherwise no good.
  case poorImage = "poor-image"
  /// The picture shows something else, or an item that is not taken by picture.
  case ineligibleItem = "ineligible-item"
  /// The stated amount is not the check's.
  case incorrectAmount = "incorrect-amount"
  /// The amount in words and the one in figures differ, or one is missing.
  case unclearAmount = "unclear-amount"
  /// It is payable to somebody else.
  case incorrectRecipient = "incorrect-recipient"
  /// Nobody signed it.
  case missingSignature = "missing-signature"
  /// It is not endorsed.
  case missingEndorsement = "missing-endorsement"
  /// Its date is too long ago.
  case staleDated = "stale-dated"
  /// Its date is still to come.
  case postDated = "post-dated"
  /// It was deposited before, here or elsewhere.
  case depositedBefore = "deposited-before"
  /// It may be forged, altered or stolen.
  case suspectedFraud = "suspected-fraud"

  /// The reason in one plain sentence, for the history.
  public var inWords: String {
    switch self {
    case .incompleteImage: "The picture does not show the whole check."
    case .poorImage: "The picture is too poor to be taken."
    case .ineligibleItem: "It is not a check that can be deposited by its picture."
    case .incorrectAmount: "The amount that was stated is not the amount of the check."
    case .unclearAmount: "The amounts in words and in figures differ, or one of them is missing."
    case .incorrectRecipient: "The check is not payable to the holder of the account."
    case .missingSignature: "The check is not signed."
    case .missingEndorsement: "The check is not endorsed."
    case .staleDated: "The check is too old."
    case .postDated: "The check bears a date that is still to come."
    case .depositedBefore: "The check was deposited before."
    case .suspectedFraud: "Suspected fraud."
    }
  }

  /// What the depositor is told: a suspicion is none of it.
  public var told: String {
    self == .suspectedFraud ? "The check cannot be deposited." : inWords
  }
}
