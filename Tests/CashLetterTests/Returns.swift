import Testing

@testable import CashLetter

/// Files of returned items that tests write.
enum Returns {
  static func item(_ number: Int, level: StandardLevel = .dstu) throws -> LetterItem {
    var profile = Letters.profile()
    profile.dialect.level = level
    let sequence = profile.dialect.text(ofSequence: 70 + number)
    var detail = ReturnDetail()
    detail.payorRouting = "02190456"
    detail.payorCheckDigit = "7"
    detail.onUs = "0012345\(number)/"
    detail.amountCents = 1000 + number
    detail.reason = "A"
    detail.addenda = 3
    detail.documentationType = "G"
    detail.forwardDate = Letters.date("20261123")
    detail.itemSequence = sequence
    detail.notification = "1"
    detail.timesReturned = "0"
    var first = ReturnAddendumA()
    first.number = 1
    first.firstBank = "221901357"
    first.date = Letters.date("20261123")
    first.itemSequence = "00000000000004\(number)"
    first.account = "55667788"
    first.truncation = "Y"
    var payor = ReturnAddendumB()
    payor.bankName = "HUDSON FERRY TRUST"
    payor.auxiliaryOnUs = "\(1000 + number)"
    payor.date = Letters.date("20261124")
    payor.accountName = "A PAYOR"
    var endorser = ReturnAddendumD()
    endorser.number = 1
    endorser.endorser = "021904567"
    endorser.date = Letters.date("20261124")
    endorser.itemSequence = "9\(number)"
    endorser.returnReason = "A"
    if level > .dstu { endorser.endorserKind = "1" }
    let views = [(8, "0"), (20, "1")].map { row, side in
      profile.view(
        .init(image: (try? Letters.image(row)) ?? []), side: side, sequence, Letters.facts)
    }
    return LetterItem(.returned(detail, [first], payor, [endorser]), views: views)
  }

  static func bytes(_ count: Int = 2, _ dialect: LetterDialect) throws -> [UInt8] {
    let profile = Letters.profile(dialect)
    let sink = Letters.Sink()
    var writer = LetterFileWriter(dialect: dialect) { sink.bytes += $0 }
    try writer.begin(profile.fileHeader(Letters.facts))
    var header = profile.cashLetterHeader(Letters.facts)
    header.collectionType = "03"
    if dialect.level > .dstu { header.returnsIndicator = "E" }
    try writer.begin(header, institutionName: profile.origin.name)
    for number in 1...count { try writer.add(item(number, level: dialect.level)) }
    try writer.endCashLetter()
    try writer.end()
    return sink.bytes
  }
}
