/// How the parts of a file follow each other; one that does not end before the next begins is
/// ended by it.
extension LetterVerifier {
  mutating func open(file record: RawRecord) {
    guard let header = record.record(FileHeaderLayout.self) else { return }
    if file != nil { note(.order, record, "a second file header", "one, at the beginning") }
    closeLetter(before: record.place)
    if record.number > 1, file == nil {
      note(.order, record, "a file header as record \(record.number)", "as the first record")
    }
    file = file ?? OpenFile(header: header)
    guard let profile = options.profile else { return }
    expect(.profile, record, \FileHeaderLayout.level, profile.dialect.level.rawValue)
    expect(.profile, record, \FileHeaderLayout.testIndicator, profile.isTest ? "T" : "P")
    expect(.profile, record, \FileHeaderLayout.destination, profile.destination.routing)
    expect(.profile, record, \FileHeaderLayout.origin, profile.origin.routing)
  }

  mutating func open(letter record: RawRecord) {
    guard let header = record.record(CashLetterHeaderLayout.self) else { return }
    openFile(before: record)
    closeLetter(before: record.place)
    letter = OpenLetter(header: header)
    checkNotLater(record, \CashLetterHeaderLayout.creationDate)
  }

  mutating func open(bundle record: RawRecord) {
    guard let header = record.record(BundleHeaderLayout.self) else { return }
    openLetter(before: record)
    closeBundle(before: record.place)
    begin(OpenBundle(header: header))
    let letterHeader = letter?.header
    expect(.mismatch, record, \BundleHeaderLayout.collectionType, letterHeader?.collectionType)
    expect(.mismatch, record, \BundleHeaderLayout.destination, letterHeader?.destination)
    expect(.mismatch, record, \BundleHeaderLayout.institution, letterHeader?.institution)
    if let sequence = header.sequence, let last = letter?.lastSequence {
      if sequence <= last {
        note(.mismatch, record, \BundleHeaderLayout.sequence, "more than \(last), the last one's")
      }
      letter?.lastSequence = sequence
    }
    checkNotLater(record, \BundleHeaderLayout.creationDate)
  }

  mutating func takeCredit(_ record: RawRecord) {
    closeItem()
    openLetter(before: record)
    if letter?.hasItems == true {
      note(.order, record, "a credit after items", "before the items of its deposit")
    }
  }

  /// Begins what a record lies in, where that was not begun.
  mutating func openFile(before record: RawRecord) {
    guard file == nil else { return }
    note(missing: .fileHeader, before: record.place)
    file = OpenFile(header: FileHeader())
  }

  mutating func openLetter(before record: RawRecord) {
    openFile(before: record)
    guard letter == nil else { return }
    note(missing: .cashLetterHeader, before: record.place)
    letter = OpenLetter(header: CashLetterHeader())
  }

  mutating func openBundle(before record: RawRecord) {
    openLetter(before: record)
    guard bundle == nil else { return }
    note(missing: .bundleHeader, before: record.place)
    begin(OpenBundle(header: BundleHeader()))
  }

  private mutating func begin(_ bundle: OpenBundle) {
    self.bundle = bundle
    summary.bundles += 1
    letter?.bundles += 1
  }

  /// Ends what was not ended.
  mutating func closeBundle(before place: Place) {
    closeItem()
    guard bundle != nil else { return }
    note(missing: .bundleControl, before: place)
    addBundle()
  }

  mutating func closeLetter(before place: Place) {
    closeBundle(before: place)
    guard letter != nil else { return }
    note(missing: .cashLetterControl, before: place)
    addLetter()
  }

  /// Counts a bundle that ended into its letter.
  mutating func addBundle() {
    if let bundle { letter?.totals += bundle.totals }
    bundle = nil
  }

  /// Counts a letter that ended into its file.
  mutating func addLetter() {
    if let letter {
      file?.totals += letter.totals
      summary.totals += letter.totals
    }
    file?.letters += 1
    summary.cashLetters += 1
    letter = nil
  }

  /// Nothing is made after the file that it is in.
  mutating func checkNotLater<Layout: RecordLayout>(
    _ record: RawRecord, _ field: KeyPath<Layout, Field<LetterDate>>
  ) {
    guard let made = file?.header.creationDate,
      let date = record.record(Layout.self)?[dynamicMember: field], date > made
    else { return }
    note(.mismatch, record, field, "no later than the file's \(made)")
  }

  /// Nothing is deposited or endorsed on a business day after that of the letter; what comes after
  /// the bank's cut-off is of a business day after the one on which the file is made.
  mutating func checkBusinessDate<Layout: RecordLayout>(
    _ record: RawRecord, _ field: KeyPath<Layout, Field<LetterDate>>
  ) {
    guard let made = file?.header.creationDate,
      let date = record.record(Layout.self)?[dynamicMember: field]
    else { return }
    let latest = max(made, letter?.header.businessDate ?? made)
    if date > latest { note(.mismatch, record, field, "no later than \(latest)") }
  }
}
