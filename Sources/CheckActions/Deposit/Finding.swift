import ImageCodecs

/// Why a check is not simply deposited.
public enum Reason: String, Codable, CodingKeyRepresentable, Sendable, Hashable, CaseIterable {
  /// The bytes are no picture of a known format.
  case notAnImage = "not-an-image"
  /// The picture ends too early or is damaged.
  case truncated
  /// The picture has more pixels or bytes than are taken.
  case tooLarge = "too-large"
  /// The picture shows nothing.
  case blank
  /// The picture is poor: a number of its quality is beyond a limit for review.
  case poorImage = "poor-image"
  /// The picture is of no use: a number of its quality is beyond a limit for taking it.
  case unusableImage = "unusable-image"
  /// There is no picture of the rear side.
  case missingRear = "missing-rear"
  /// There is no E-13B line on the picture.
  case noMICRLine = "no-micr-line"
  /// Some characters of the line are unsure.
  case unsureCharacters = "unsure-characters"
  /// The line has no nine-digit routing number or no on-us field.
  case incompleteLine = "incomplete-line"
  /// The line has no format that is known.
  case unknownFormat = "unknown-format"
  /// The routing number's check digit or range is wrong.
  case routingCheckDigit = "routing-check-digit"
  /// The routing number is not in the routing directory.
  case routingUnknown = "routing-unknown"
  /// The line has the layout of another country.
  case foreignLayout = "foreign-layout"
  /// The encoded amount differs from the stated one.
  case amountDiffers = "amount-differs"
  /// The account is not open yet.
  case accountUnknown = "account-unknown"
  /// The amount is above the limit for one item.
  case overItemLimit = "over-item-limit"
  /// The amount takes the account above its limit for one day.
  case overDayLimit = "over-day-limit"
  /// The same picture was submitted under other statements.
  case sameBytes = "same-bytes"
  /// A live check has the same identity and amount.
  case duplicate
  /// A live check has the same identity and another amount.
  case sameIdentity = "same-identity"
  /// A recent live check without serial has the same payor account and amount.
  case sameAmountNoSerial = "same-amount-no-serial"

  /// `true` where another check is the same item by its image or line.
  package var isSameItem: Bool {
    switch self {
    case .sameBytes, .duplicate, .sameIdentity: true
    default: false
    }
  }

  /// `true` where the line itself keeps the check out of cash letters.
  package var isUncollectable: Bool {
    switch self {
    case .incompleteLine, .routingCheckDigit, .foreignLayout: true
    default: false
    }
  }
}

/// A reason with what was seen.
public struct Finding: Codable, Sendable, Hashable {
  /// The reason.
  public var reason: Reason
  /// What was seen and what to do, in one sentence for a person.
  public var detail: String

  /// Makes a finding from its parts.
  public init(_ reason: Reason, _ detail: String) {
    self.reason = reason
    self.detail = detail
  }

  /// What a picture that cannot be decoded means for the check.
  init(pictureError error: ImageCodecError, side: CheckSide) {
    let reason: Reason =
      switch error {
      case .tooLarge, .tooManyBytes: .tooLarge
      case .truncated, .corrupt: .truncated
      default: .notAnImage
      }
    self.init(reason, "The \(side.rawValue) cannot be taken: \(error).")
  }
}

/// What to do with a check.
public enum Verdict: String, Codable, Sendable, Hashable, Comparable {
  /// Deposit it.
  case accept
  /// Have a person look at it.
  case review
  /// Do not deposit it.
  case reject

  /// From the mildest to the hardest.
  public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .accept: 0
    case .review: 1
    case .reject: 2
    }
  }
}
