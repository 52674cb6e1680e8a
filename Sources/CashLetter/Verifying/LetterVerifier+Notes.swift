extension LetterVerifier {
  /// Notes what a record is as a whole.
  mutating func note(
    _ kind: LetterFinding.Kind, _ record: RawRecord, _ found: String, _ expected: String
  ) {
    note(kind, record, field: nil, at: record.offset, found, expected)
  }

  /// Notes what a field of a record holds.
  mutating func note<Layout: RecordLayout, Value>(
    _ kind: LetterFinding.Kind, _ record: RawRecord, _ field: KeyPath<Layout, Field<Value>>,
    _ expected: String
  ) {
    note(kind, record, Layout.shared[keyPath: field].format, expected)
  }

  /// Notes a field that is well-formed and holds another value than it should; a blank one is
  /// passed over.
  mutating func expect<Layout: RecordLayout, Value>(
    _ kind: LetterFinding.Kind, _ record: RawRecord, _ field: KeyPath<Layout, Field<Value>>,
    _ expected: Value?
  ) {
    guard let found = record.record(Layout.self)?[dynamicMember: field], let expected,
      found != expected
    else { return }
    note(kind, record, field, "\(expected)")
  }

  /// Notes that a record is missing before a place in the file.
  mutating func note(missing type: RecordType, before place: Place) {
    add(
      LetterFinding(
        kind: .missing, record: place.record, offset: place.offset, type: type.rawValue,
        field: nil, found: "no \(type.title)", expected: "record \(type.rawValue)"))
  }

  /// Notes bytes that are no record.
  mutating func note(damageAt offset: Int, _ count: Int, _ reason: String) {
    add(
      LetterFinding(
        kind: .framing, record: summary.records + 1, offset: offset, type: nil, field: nil,
        found: "\(count) bytes passed over: \(reason)", expected: "a record"))
  }

  /// Looks at the length of a record and at each of its fields.
  mutating func checkFields(of record: RawRecord, _ type: RecordType) {
    let format = type.format
    if record.statedByteCount != record.byteCount {
      note(.framing, record, "a length of \(record.statedByteCount)", "\(record.byteCount)")
    }
    if type != .imageViewData, record.byteCount != format.length {
      note(.framing, record, "\(record.byteCount) bytes", "\(format.length)")
    }
    for field in format.fields {
      guard let expected = field.expectation(in: record.text, level: level) else { continue }
      note(
        field.hasWrongCheckDigit(in: record.text) ? .checkDigit : .field, record, field, expected)
    }
  }

  private mutating func note(
    _ kind: LetterFinding.Kind, _ record: RawRecord, _ field: FieldFormat, _ expected: String
  ) {
    let range = field.range.clamped(to: 0..<record.text.count)
    note(
      kind, record, field: field.name,
      at: record.offset + min(field.range.lowerBound, record.byteCount),
      range.isEmpty ? "nothing" : record.text[range].printable, expected)
  }

  mutating func note(
    _ kind: LetterFinding.Kind, _ record: RawRecord, field: String?, at offset: Int,
    _ found: String, _ expected: String
  ) {
    add(
      LetterFinding(
        kind: kind, record: record.number, offset: offset, type: record.code, field: field,
        found: found, expected: expected))
  }

  private mutating func add(_ finding: LetterFinding) {
    summary.findings[finding.kind, default: 0] += 1
    report(finding)
  }
}
