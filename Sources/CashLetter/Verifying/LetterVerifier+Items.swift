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
    item = OpenItem(
      record: record, isReturn: false, totals: LetterTotals(detail),
      itemSequence: detail.itemSequence,
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
    item = OpenItem(
      record: record, isReturn: true, totals: LetterTotals(detail),
      itemSequence: detail.itemSequence, statedAddenda: detail.addenda)
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
      check(record, \CheckAddendumALayout.number, count, \CheckAddendumALayout.date)
    case .checkAddendumC:
      check(record, \CheckAddendumCLayout.number, count, \CheckAddendumCLayout.date)
    case .returnAddendumA:
      check(record, \ReturnAddendumALayout.number, count, \ReturnAddendumALayout.date)
    case .returnAddendumD:
      check(record, \ReturnAddendumDLayout.number, count, \ReturnAddendumDLayout.date)
    default:
      if count > 1 { note(.order, record, "a second \(type.title)", "one at the most") }
    }
  }

  private mutating func check<Layout: RecordLayout>(
    _ addendum: RawRecord, _ number: KeyPath<Layout, Field<Int>>, _ count: Int,
    _ date: KeyPath<Layout, Field<LetterDate>>
  ) {
    expect(.mismatch, addendum, number, count)
    checkBusinessDate(addendum, date)
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
      let fault = RoutingFault((routing + digit).utf8)
    else { return }
    switch fault {
    case .notAssigned: note(.mismatch, record, field, "an assigned routing number before it")
    case .checkDigit(let right): note(.checkDigit, record, field, "\(right)")
    }
  }

  private mutating func checkSequence<Layout: RecordLayout>(
    _ record: RawRecord, _ field: KeyPath<Layout, Field<String>>, _ sequence: String?
  ) {
    guard let number = sequence.flatMap({ Int($0) }),
      letter.map({ $0.sequences.count < OpenLetter.mostSequences }) == true
    else { return }
    if letter?.sequences.insert(number).inserted == false {
      note(.mismatch, record, field, "a number that no other item of the cash letter has")
    }
  }
}
