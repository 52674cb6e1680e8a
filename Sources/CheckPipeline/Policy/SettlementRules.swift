import CheckActions
import CheckImaging

/// The rules that checks are settled by, and the version of the policy that they are.
struct SettlementRules: Sendable {
  let deposits: DepositRules
  let quality: QualityRules
  let availability: AvailabilityRules
  let version: String

  init(deposits: DepositRules, quality: QualityRules, availability: AvailabilityRules) {
    self.deposits = deposits
    self.quality = quality
    self.availability = availability
    version = BankPolicy.version(deposits, quality, availability)
  }

  /// What the pictures of a check alone tell against it.
  func pictureFindings(front: QualityFigures?, rear: QualityFigures?) -> [Finding] {
    quality.findings(front: front, rear: rear)
      + (rear == nil
        ? [Finding(.missingRear, "No picture of the rear side was submitted.")] : [])
  }
}
