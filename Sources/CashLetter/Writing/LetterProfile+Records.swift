/// The records that a profile makes of facts.
extension LetterProfile {
  func fileHeader(_ letter: LetterFacts) -> FileHeader {
    var header = FileHeader()
    header.level = dialect.level.rawValue
    header.testIndicator = isTest ? "T" : "P"
    header.destination = destination.routing
    header.origin = origin.routing
    header.creationDate = letter.creationDate
    header.creationTime = letter.creationTime
    header.resendIndicator = letter.isResent ? "Y" : "N"
    header.destinationName = destination.name.fitted(18)
    header.originName = origin.name.fitted(18)
    header.fileIDModifier = letter.fileIDModifier
    return header
  }

  func cashLetterHeader(_ letter: LetterFacts) -> CashLetterHeader {
    var header = CashLetterHeader()
    header.collectionType = "01"
    header.destination = destination.routing
    header.institution = origin.routing
    header.businessDate = letter.businessDate
    header.creationDate = letter.creationDate
    header.creationTime = letter.creationTime
    header.recordTypeIndicator = "I"
    header.documentationType = "G"
    header.letterID = letter.letterID
    header.contactName = contactName
    header.contactPhone = contactPhone
    return header
  }

  func item(_ check: OutgoingCheck, _ letter: LetterFacts) -> LetterItem {
    let sequence = dialect.text(ofSequence: check.sequence)
    var detail = CheckDetail()
    detail.auxiliaryOnUs = check.auxiliaryOnUs
    detail.externalProcessingCode = check.externalProcessingCode
    detail.payorRouting = String(check.payorRouting.prefix(8))
    detail.payorCheckDigit = String(check.payorRouting.dropFirst(8))
    detail.onUs = check.onUs
    detail.amountCents = check.amountCents
    detail.itemSequence = sequence
    detail.documentationType = "G"
    detail.micrValid = "1"
    detail.isFirstBank = firstBank.routing == origin.routing ? "Y" : "N"
    detail.addenda = 1
    detail.correction = check.isLineCorrected ? "3" : "0"
    var addendum = CheckAddendumA()
    addendum.number = 1
    addendum.firstBank = firstBank.routing
    addendum.date = check.depositDate
    addendum.itemSequence = sequence
    addendum.account = String(check.account.suffix(18))
    addendum.truncation = "Y"
    addendum.conversion = "2"
    addendum.correction = check.isLineCorrected ? "3" : "0"
    return LetterItem(
      .check(detail, [addendum], []),
      views: [
        view(check.front, side: "0", sequence, letter),
        view(check.rear, side: "1", sequence, letter),
      ])
  }

  func view(
    _ side: OutgoingCheck.Side, side number: String, _ sequence: String, _ letter: LetterFacts
  ) -> LetterItem.View {
    var detail = ImageViewDetail()
    detail.indicator = side.isActual ? "1" : "2"
    detail.creator = firstBank.routing
    detail.creationDate = letter.creationDate
    detail.fileFormat = "00"
    detail.compression = "00"
    detail.imageBytes = side.image.count
    detail.side = number
    detail.descriptor = "00"
    detail.isSigned = "0"
    var data = ImageViewData()
    data.institution = origin.routing
    data.businessDate = letter.businessDate
    data.cycle = LetterFileWriter.cycle
    data.itemSequence = sequence
    data.clippingOrigin = "0"
    return LetterItem.View(detail: detail, data: data, image: side.image, analysis: side.analysis)
  }

  func credit(amountCents: Int, sequence: Int) -> Credit {
    var credit = Credit()
    credit.postingRouting = destination.routing
    credit.onUs = creditAccount
    credit.amountCents = amountCents
    credit.itemSequence = dialect.text(ofSequence: sequence)
    credit.documentationType = "G"
    credit.sourceOfWork = "3"
    return credit
  }

  func creditItem(amountCents: Int, sequence: Int) -> CreditItem {
    var credit = CreditItem()
    credit.postingRouting = destination.routing
    credit.onUs = creditAccount
    credit.amountCents = amountCents
    credit.itemSequence = dialect.text(ofSequence: sequence)
    credit.documentationType = "G"
    credit.accountType = "1"
    credit.sourceOfWork = "05"
    return credit
  }
}
