/// What the control records state, beside what was counted from the items up.
extension LetterVerifier {
  mutating func close(bundleBy record: RawRecord) {
    closeItem()
    guard let bundle else {
      return note(.order, record, "a bundle control without a bundle", "a bundle header before it")
    }
    let totals = bundle.totals
    expect(.total, record, \BundleControlLayout.items, totals.items)
    expect(.total, record, \BundleControlLayout.amountCents, totals.amountCents)
    expect(.total, record, \BundleControlLayout.validAmountCents, totals.validAmountCents)
    expect(.total, record, \BundleControlLayout.images, totals.images)
    if totals.items == 0 { note(.missing, record, "a bundle without items", "an item or more") }
    if let most = options.profile?.dialect.itemsPerBundle, totals.items > most {
      note(.profile, record, "\(totals.items) items in a bundle", "\(most) at the most")
    }
    addBundle()
  }

  mutating func close(letterBy record: RawRecord) {
    closeBundle(before: record.place)
    guard let letter else {
      return note(
        .order, record, "a cash letter control without a cash letter",
        "a cash letter header before it")
    }
    let totals = letter.totals
    expect(.total, record, \CashLetterControlLayout.bundles, letter.bundles)
    expect(.total, record, \CashLetterControlLayout.items, totals.items)
    expect(.total, record, \CashLetterControlLayout.amountCents, totals.amountCents)
    expect(.total, record, \CashLetterControlLayout.images, totals.images)
    if let most = options.profile?.dialect.itemsPerLetter, totals.items > most {
      note(.profile, record, "\(totals.items) items in a letter", "\(most) at the most")
    }
    addLetter()
  }

  mutating func close(fileBy record: RawRecord) {
    openFile(before: record)
    closeLetter(before: record.place)
    guard let file else { return }
    expect(.total, record, \FileControlLayout.cashLetters, file.letters)
    expect(.total, record, \FileControlLayout.records, summary.records)
    expect(.total, record, \FileControlLayout.items, file.totals.items)
    expect(.total, record, \FileControlLayout.amountCents, file.totals.amountCents)
  }
}
