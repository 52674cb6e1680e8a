import CashLetter
import CheckActions
import Foundation
import CheckStore
import ImageCodecs

/// A deposited check that may go into a letter, with all that decides whether it does.
struct LetterCandidate: Sendable {
  var check: CheckRecord
  /// When the presentment was credited.
  var depositedAt: Date
  /// The bank's pictures.
  var front: CheckImage?
  var rear: CheckImage?
  /// The figures of the pictures' quality; `nil` where they were not measured.
  var measured: MeasuredQuality?
  /// The line that was read from the front's; `nil` while it was not.
  var bankLine: String?
  /// What is wrong with the files of the pictures; `nil` while they were not looked at as well.
  var pictureFault: String?
  /// Whether a person said that the picture is good enough.
  var isReleased: Bool

  /// What keeps it out of letters; `nil` when nothing does, as far as it was looked at.
  func held(_ policy: LetterPolicy) -> HeldItem? {
    if check.imagesRemovedAt != nil {
      return held(.picture, "Its pictures were removed, so that it cannot be sent again.")
    }
    guard front != nil else {
      return held(.picture, "There is no picture of its front for the bank.")
    }
    if let pictureFault { return held(.picture, pictureFault) }
    if rear == nil, !policy.makesRearSides {
      return held(
        .noRear, "It has no rear side; 'makesRearSides' in the policy has one made.")
    }
    if let misfit = LetterLine.misfit(of: check.line ?? "") {
      return held(.line, "It does not fit a letter: \(misfit).")
    }
    if !isReleased, let bankLine, bankLine.withoutBlanks != (check.line ?? "").withoutBlanks {
      return held(.illegible, "The picture for the bank does not read as the check's line.")
    }
    return nil
  }

  private func held(_ reason: HeldReason, _ explanation: String) -> HeldItem {
    HeldItem(
      check: check.id, amount: check.statement.amount, reason: reason, explanation: explanation,
      line: check.line, bankLine: reason == .illegible ? bankLine : nil)
  }

  /// Looks at the files of the pictures, as the bank will.
  func faultOfPictures() -> String? {
    for picture in [front, rear].compactMap({ $0 }) {
      let side = picture.side == .front ? "front" : "rear"
      guard let bytes = try? picture.reference.read(limit: picture.bytes) else {
        return
          "The picture of its \(side) for the bank, \(picture.reference.locator.path), is damaged "
          + "or not there: restore it from a backup."
      }
      if let fault = ExchangeTIFF.faults(in: bytes).first {
        return "The picture of its \(side) for the bank has \(fault.subject) \(fault.found) "
          + "instead of \(fault.expected)."
      }
    }
    return nil
  }

  /// The banking day of the deposit.
  func bankingDay(_ rules: AvailabilityRules) -> CalendarDay {
    check.bankingDay(creditedAt: depositedAt, rules)
  }

  /// What a letter says of it.
  ///
  /// - Parameters:
  ///   - madeRear: The hash of a rear side that was made, where it has none.
  ///   - rules: What its pictures are judged by, and its banking day.
  func entry(
    _ policy: LetterPolicy, madeRear: ImageHash?, _ rules: SettlementRules
  ) throws -> LetterEntry {
    let line = try LetterLine(check.line ?? "")
    guard let front, let rear = rear?.reference.hash ?? madeRear else {
      throw StoreError.unknownValue(column: "picture", value: "of check \(check.id)")
    }
    let figures = policy.profile.dialect.tellsQuality ? measured : nil
    return LetterEntry(
      payorRouting: line.payorRouting, onUs: line.onUs, auxiliaryOnUs: line.auxiliaryOnUs,
      externalProcessingCode: line.externalProcessingCode,
      amountCents: check.statement.amount.value,
      depositDate: try bankingDay(rules.availability).letterDate().description,
      account: check.statement.account, isLineCorrected: check.lineIsCorrected,
      front: front.reference.hash.description, rear: rear.description,
      isRearActual: madeRear == nil,
      frontAnalysis: figures?.quality.map {
        LetterAnalysis($0, side: .front, rules: rules.quality)
      },
      rearAnalysis: madeRear != nil
        ? nil
        : figures?.rearQuality.map { LetterAnalysis($0, side: .back, rules: rules.quality) },
      readsLine: isReleased ? nil : true)
  }
}

extension String {
  /// A line or field as it is compared: the reader sees a space where the print has a wide gap, and
  /// banks justify fields each in their way.
  var withoutBlanks: String { filter { $0 != " " } }
}
