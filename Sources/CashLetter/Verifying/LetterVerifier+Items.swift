import MICR

/// What is asked of an item and its addenda.
extension LetterVerifier {
  mutating func open(check record: RawRecord) {
    guard let detail = record.record(CheckDetailLayout.self) else { return }
    begin(record)
    bundle?.hasChecks = true
    if bundle?.hasReturns == true {
      note(.order, record, "a check in a bundle of returned items", "a bundle of its own")
    }
    checkPayor(
      record, \CheckDetailLayout.payorCheckDigit, detail.payorRouting, detail.payorCheckDigit)
    checkSequence(record, \CheckDetailLayout.itemSequence, detail.itemSequence)
    if detail.amountCents == 0 {
      note(.mismatch, record, \CheckDetailLayout.amountCents, "more than zero")
    }
    let item = LetterItem(.check(detail, [], []), views: [])
    self.item = OpenItem(
      record: record, isReturn: false, totals: item.totals, itemSequence: detail.itemSequence,
      statedAddenda: detail.addenda, isFirstBank: detail.isFirstBank == "Y")
  }

  mutating func open(returned record: RawRecord) {
    guard let detail = record.record(ReturnDetailLayout.self) else { return }
    begin(record)
    bundle?.hasReturns = true
    if bundle?.hasChecks == true {
      note(.order, record, "a returned item in a bundle of checks", "a bundle of its own")
    }
    checkPayor(
      record, \ReturnDetailLayout.payorCheckDigit, detail.payorRouting, detail.payorCheckDigit)
    checkSequence(record, \ReturnDetailLayout.itemSequence, detail.itemSequence)
    let item = LetterItem(.returned(detail, [], nil, []), views: [])
    self.item = OpenItem(
      record: record, isReturn: true, totals: item.totals, itemSequence: detail.itemSequence,
      statedAddenda: detail.addenda)
  }

  mutating func takeAddendum(_ record: RawRecord, _ type: RecordType) {
    let isOfReturn = ![.checkAddendumA, .checkAddendumC].contains(type)
    guard let open = item, open.isReturn == isOfReturn else {
      return note(
        .order, record, "\(type.title) without its item",
        "record \(isOfReturn ? "31" : "25") before it")
    }
    if open.awaited != nil || !open.sides.isEmpty {
      note(.order, record, "an addendum after images", "before the images of its item")
    }
    let count = open.addendaByType[type, default: 0] + 1
    item?.addenda += 1
    item?.addendaByType[type] = count
    switch type {
    case .checkAddendumA:
      expect(.mismatch, record, \CheckAddendumALayout.number, count)
      checkNotLater(record, \CheckAddendumALayout.date)
    case .checkAddendumC:
      expect(.mismatch, record, \CheckAddendumCLayout.number, count)
      checkNotLater(record, \CheckAddendumCLayout.date)
    case .returnAddendumA:
      expect(.mismatch, record, \ReturnAddendumALayout.number, count)
      checkNotLater(record, \ReturnAddendumALayout.date)
    case .returnAddendumD:
      expect(.mismatch, record, \ReturnAddendumDLayout.number, count)
      checkNotLater(record, \ReturnAddendumDLayout.date)
    default:
      if count > 1 { note(.order, record, "a second \(type.title)", "one at the most") }
    }
  }

  /// Ends the item that is open, and counts it.
  mutating func closeItem() {
    guard let item else { return }
    let record = item.record
    checkAwaited()
    if let stated = item.statedAddenda, stated != item.addenda {
      if item.isReturn {
        note(.total, record, \ReturnDetailLayout.addenda, item.addenda.padded(2))
      } else {
        note(.total, record, \CheckDetailLayout.addenda, item.addenda.padded(2))
      }
    }
    if item.isFirstBank, item.addendaByType[.checkAddendumA] == nil {
      note(.missing, record, "no addendum A", "record 26, for the sender is the first bank")
    }
    let wantsImages = letter?.header.recordTypeIndicator != "N"
    if wantsImages, !item.sides.isSuperset(of: ["0", "1"]) {
      let found =
        item.sides.isEmpty ? "no image" : item.sides.contains("0") ? "no rear" : "no front"
      note(.missing, record, found, "an image of both sides")
    }
    bundle?.totals += item.totals
    self.item = nil
  }

  private mutating func begin(_ record: RawRecord) {
    closeItem()
    openBundle(before: record)
    letter?.hasItems = true
  }

  private mutating func checkPayor<Layout: RecordLayout>(
    _ record: RawRecord, _ field: KeyPath<Layout, Field<String>>, _ routing: String?,
    _ digit: String?
  ) {
    guard let routing, let digit, routing.utf8.count == 8, routing.utf8.allSatisfy(\.isDigit),
      !RoutingNumber.isWellFormed(routing + digit)
    else { return }
    let right = RoutingNumber.checkDigit(of: routing.utf8.map { Int($0) - 48 })
    if digit == "\(right)" {
      note(.mismatch, record, field, "an assigned routing number before it")
    } else {
      note(.checkDigit, record, field, "\(right)")
    }
  }

  private mutating func checkSequence<Layout: RecordLayout>(
    _ record: RawRecord, _ field: KeyPath<Layout, Field<String>>, _ sequence: String?
  ) {
    guard let number = sequence.flatMap({ Int($0) }), let known = letter?.sequences,
      known.count < OpenLetter.mostSequences
    else { return }
    if known.contains(number) {
      note(.mismatch, record, field, "a number that no other item of the cash letter has")
    }
    letter?.sequences.insert(number)
  }
}
