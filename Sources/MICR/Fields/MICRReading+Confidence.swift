extension MICRReading {
  /// The least confidence among the characters of each field, under the field's name as in
  /// ``MICRFields``.
  ///
  /// A field whose characters stand at more than one place of the line counts every character that
  /// may be its own; one that cannot be found is left out.
  public var fieldConfidences: [String: Double] {
    guard let fields else { return [:] }
    let places = FieldPlaces(fields, in: characters.map(\.character).joined())
    return places.ranges.compactMapValues { range in
      characters[range].map(\.confidence).min()
    }
  }
}

/// Where the characters of each field stand among those that were read.
private struct FieldPlaces {
  private(set) var ranges: [String: Range<Int>] = [:]
  private let line: [Character]

  init(_ fields: MICRFields, in line: String) {
    self.line = Array(line)
    let whole = 0..<self.line.count
    let routing = fields.routing.flatMap { frame($0, "A", "A") ?? frame($0, "", "A") }
    let left = 0..<(routing?.lowerBound ?? whole.upperBound)
    let right = (routing?.upperBound ?? 0)..<whole.upperBound
    ranges["routing"] = routing
    ranges["auxOnUs"] = fields.auxOnUs.flatMap { span(of: $0, in: left) }
    ranges["epc"] = fields.epc.flatMap { span(of: $0, in: afterAux(left)) }
    let onUs = fields.onUs.flatMap { span(of: $0, in: right) }
    ranges["onUs"] = onUs
    ranges["account"] = fields.account.flatMap { span(of: $0, in: onUs ?? right) }
    ranges["serial"] = fields.serial.flatMap { serial in
      serial == fields.auxOnUs ? ranges["auxOnUs"] : span(of: serial, in: onUs ?? right)
    }
    if fields.amount != nil, let first = self.line.firstIndex(of: "B"),
      let last = self.line.lastIndex(of: "B"), first < last
    {
      ranges["amount"] = first + 1..<last
    }
  }

  private func afterAux(_ left: Range<Int>) -> Range<Int> {
    min(ranges["auxOnUs"]?.upperBound ?? 0, left.upperBound)..<left.upperBound
  }

  private func frame(_ text: String, _ before: String, _ after: String) -> Range<Int>? {
    guard let found = starts(of: before + text + after, in: 0..<line.count).first else {
      return nil
    }
    let start = found + before.count
    return start..<start + text.count
  }

  /// The characters of a text within a range: from its first place there to the end of its last.
  private func span(of text: String, in range: Range<Int>) -> Range<Int>? {
    let compact = text.filter { $0 != " " }
    let found = starts(of: compact, in: range)
    guard let first = found.first, let last = found.last else { return nil }
    return first..<last + compact.count
  }

  private func starts(of text: String, in range: Range<Int>) -> [Int] {
    let wanted = Array(text)
    guard !wanted.isEmpty, wanted.count <= range.count else { return [] }
    return (range.lowerBound...range.upperBound - wanted.count).filter { start in
      line[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
