/// What became of the checks in one session of reviewing.
struct ReviewTally {
  var approved = 0
  var rejected = 0
  var corrected = 0
  var skipped = 0
  var decidedByOthers = 0

  func text(left: Int) -> String {
    var parts = [
      "\(approved) approved", "\(rejected) rejected", "\(corrected) corrected",
      "\(skipped) skipped",
    ]
    if decidedByOthers > 0 { parts.append("\(decidedByOthers) decided by others") }
    return parts.joined(separator: ", ") + "; \(left) left in review"
  }
}
