@testable import CheckActions
import CheckImaging
import MICR
import Testing

@testable import CheckPipeline

@Suite struct SettleTests {
  private let statement: DepositStatement
  private let rules = DepositRules()

  init() throws { statement = try DepositStatement(account: "55", amount: Cents(1000)) }

  private func proposal(_ findings: [Finding] = []) -> DepositAction.Response {
    .init(
      verdict: DepositRules().verdict(of: findings), findings: findings, identity: nil,
      payor: nil, serial: nil, bankName: nil, directoryVersion: 1)
  }

  private func twin(_ cents: Int, _ state: CheckState = .deposited) -> Twin {
    Twin(id: 7, amount: Cents(cents), state: state)
  }

  private func open(_ change: (inout SettlementRows) -> Void = { _ in }) -> SettlementRows {
    var rows = SettlementRows()
    rows.accountIsOpen = true
    change(&rows)
    return rows
  }

  private func settled(
    _ findings: [Finding] = [], _ rows: SettlementRows, _ rules: DepositRules = DepositRules()
  ) -> Settlement {
    Settle.deposit(proposal(findings), statement: statement, rows: rows, rules: rules)
  }

  @Test func anIntakeGoesOnOrIsRejected() {
    let good = IntakeAction.Response(front: nil, back: nil, findings: [])
    #expect(
      Settle.intake(good, rows: SettlementRows(), rules: rules)
        == Settlement(state: nil, note: "", next: .image))
    let bad = IntakeAction.Response(
      front: nil, back: nil, findings: [Finding(.notAnImage, "x")])
    let rejected = Settle.intake(bad, rows: SettlementRows(), rules: rules)
    #expect(rejected.state == .rejected)
    #expect(rejected.note == "not-an-image")
    #expect(rejected.next == nil)
    let again = Settle.intake(good, rows: open { $0.sameFront = [twin(1)] }, rules: rules)
    #expect(again.state == .rejected)
    #expect(again.findings.map(\.reason) == [.sameBytes])
    let why = "The very same picture was submitted as check 7 (deposited)."
    #expect(again.findings[0].detail == why)
  }

  @Test func anImageGoesOnOrIsRejected() {
    let picture = NormalisedPicture(width: 3, height: 2, checksum: "")
    let rules = settlementRules()
    #expect(
      Settle.image(.init(picture: picture, quality: nil, findings: []), rules: rules)
        == Settlement(state: .imaged, note: "3 x 2 pixels", next: .micr))
    let blank = Settle.image(
      .init(picture: nil, quality: nil, findings: [Finding(.blank, "")]), rules: rules)
    #expect(blank.state == .rejected)
    #expect(blank.next == nil)
  }

  private func settlementRules(_ verdicts: [Reason: Verdict] = [:]) -> SettlementRules {
    let all = DepositRules.standardVerdicts.merging(verdicts) { $1 }
    return SettlementRules(
      deposits: DepositRules(verdicts: all),
      quality: QualityRules(limits: [.focus: QualityLimits(reviewBelow: 0.9, rejectBelow: 0.5)]),
      availability: AvailabilityRules())
  }

  /// A picture's figures with this focus and nothing else of note.
  private func image(focus: Double) -> ImageAction.Response {
    var figures = QualityFigures(measuring: GrayImage(width: 2, height: 2))
    figures[.focus] = focus
    return .init(
      picture: NormalisedPicture(width: 3, height: 2, checksum: ""), quality: figures,
      rearQuality: figures, findings: [])
  }

  @Test func aPoorImageIsReadAndAnUnusableOneRejected() {
    #expect(Settle.image(image(focus: 0.9), rules: settlementRules()).next == .micr)
    // The line is read all the same: a person will want it.
    #expect(Settle.image(image(focus: 0.6), rules: settlementRules()).next == .micr)
    let rejected = Settle.image(image(focus: 0.4), rules: settlementRules())
    #expect(rejected.state == .rejected)
    #expect(rejected.findings.map(\.reason) == [.unusableImage])
    #expect(
      rejected.findings[0].detail
        == "Front: it is out of focus, focus 0.400, below 0.500 of the contrast.")
    let mild = settlementRules([.unusableImage: .review])
    #expect(Settle.image(image(focus: 0.4), rules: mild).next == .micr)
    let strict = settlementRules([.poorImage: .reject])
    #expect(Settle.image(image(focus: 0.6), rules: strict).state == .rejected)
  }

  @Test func aMissingRearSideIsJudgedByPolicy() {
    var response = image(focus: 1)
    response.rearQuality = nil
    #expect(Settle.image(response, rules: settlementRules()).next == .micr)
    let strict = settlementRules([.missingRear: .reject])
    let settlement = Settle.image(response, rules: strict)
    #expect(settlement.state == .rejected)
    #expect(settlement.findings.map(\.reason) == [.missingRear])
  }

  @Test func whatThePicturesTellAgainstItCountsWhenItIsDeposited() {
    let rules = settlementRules()
    let figures = image(focus: 0.6)
    let found = rules.pictureFindings(front: figures.quality, rear: nil)
    #expect(found.map(\.reason) == [.poorImage, .missingRear])
    let settlement = settled([], open { $0.pictureFindings = found })
    #expect(settlement.state == .review)
    // What is accepted is no reason for review.
    #expect(settlement.findings.map(\.reason) == [.poorImage])
  }

  @Test func aReadingGoesOnUnlessThereIsNoLine() {
    for status in [MICRReading.Status.sure, .unsure] {
      let settlement = Settle.micr(Lines.reading("A1A", status), rules: rules)
      #expect(settlement.state == .read)
      #expect(settlement.next == .deposit)
    }
    let none = Settle.micr(Lines.reading("", .noLine), rules: rules)
    #expect(none.state == .review)
    #expect(none.findings.map(\.reason) == [.noMICRLine])
    let poor = [Finding(.poorImage, "dark"), Finding(.missingRear, "")]
    let why = Settle.micr(Lines.reading("", .noLine), pictureFindings: poor, rules: rules)
    #expect(why.findings.map(\.reason) == [.noMICRLine, .poorImage])
    let strict = DepositRules(verdicts: [.noMICRLine: .reject])
    #expect(Settle.micr(Lines.reading("", .noLine), rules: strict).state == .rejected)
  }

  @Test func anAcceptedProposalCredits() {
    #expect(
      settled([], open())
        == Settlement(state: .deposited, note: "accepted", findings: [], next: nil, credits: true))
    #expect(settled([], SettlementRows()).note == "accepted; account opened")
    #expect(settled([], SettlementRows()).findings == [])
  }

  @Test func nothingButAnAcceptedProposalCredits() {
    let findings = Reason.allCases.filter { rules.verdicts[$0] != .accept }
    #expect(findings.count == Reason.allCases.count - 2)
    for reason in findings {
      let settlement = settled([Finding(reason, "")], open())
      let wanted: CheckState = rules.verdicts[reason] == .reject ? .rejected : .review
      #expect(settlement.state == wanted)
      #expect(settlement.credits == false)
      #expect(settlement.next == nil)
      #expect(settlement.findings.map(\.reason) == [reason])
    }
  }

  @Test(arguments: [CheckState.review, .read, .deposited, .settled, .returned])
  func aTwinOfTheSameAmountRejects(state: CheckState) {
    let settlement = settled([], open { $0.sameIdentity = [twin(999), twin(1000, state)] })
    #expect(settlement.state == .rejected)
    #expect(settlement.findings.map(\.reason) == [.duplicate])
  }

  @Test func otherLikenessesGoToReview() {
    let other = settled([], open { $0.sameIdentity = [twin(999)] })
    #expect(other.state == .review)
    #expect(other.findings.map(\.reason) == [.sameIdentity])
    let similar = settled([], open { $0.similar = [twin(1000)] })
    #expect(similar.state == .review)
    #expect(similar.findings.map(\.reason) == [.sameAmountNoSerial])
    let bytes = settled([], open { $0.sameFront = [twin(1)] })
    #expect(bytes.state == .rejected)
  }

  @Test func theDayLimitIsIncluded() {
    let rules = DepositRules(dayLimit: Cents(3000))
    #expect(settled([], open { $0.creditedThatDay = Cents(2000) }, rules).state == .deposited)
    let over = settled([], open { $0.creditedThatDay = Cents(2001) }, rules)
    #expect(over.state == .review)
    #expect(over.findings.map(\.reason) == [.overDayLimit])
  }

  @Test func onlyWhatWeighsIsKept() {
    let settlement = settled([Finding(.amountDiffers, "")], SettlementRows())
    #expect(settlement.findings.map(\.reason) == [.amountDiffers])
  }
}
