import CashLetter

/// A finding as it is printed: without account numbers, unless they are asked for.
struct LetterFindingView: Encodable {
  var file: String
  var kind: LetterFinding.Kind
  var record: Int
  var offset: Int
  var type: String?
  var field: String?
  var found: String
  var expected: String

  init(_ finding: LetterFinding, in file: String, _ masking: Masking) {
    self.file = file
    kind = finding.kind
    record = finding.record
    offset = finding.offset
    type = finding.type
    field = finding.field
    found = masking.found(finding)
    expected = finding.expected
  }

  /// The finding for a person who reads it on a terminal.
  func text(namesFile: Bool, on terminal: Terminal = .output) -> String {
    let name = type.map { code in
      [code, RecordType(rawValue: code)?.title].compactMap { $0 }.joined(separator: " ")
    }
    let place = "record \(record)" + (name.map { " (\($0))" } ?? "") + " at byte \(offset)"
    let subject = field.map { "\(place), \($0)" } ?? place
    let line = "\(subject): \(found.quoted), expected \(expected)".printable
    return (namesFile ? "\(file): ".printable : "") + line + " "
      + "[\(kind.rawValue)]".styled(.attention, on: terminal)
  }
}

extension Masking {
  /// The most positions of a field that cannot hold much of an account number.
  private static let harmless = 4

  /// What a finding found, with accounts and names hidden.
  ///
  /// Of a record that has such fields, the digits of every ill-formed one are hidden: in a record
  /// that lost a byte, each field holds a part of its neighbour.
  func found(_ finding: LetterFinding) -> String {
    guard !isOff, let format = finding.type.flatMap(RecordType.init(rawValue:))?.format,
      let field = format.fields.first(where: { $0.name == finding.field })
    else { return finding.found }
    if field.isPrivate { return hidden(finding.found, isLine: field.kind == .micr) }
    let mayHoldOthers =
      finding.kind == .field && field.positions.count > Self.harmless
      && format.fields.contains(where: \.isPrivate)
    return mayHoldOthers ? hidden(finding.found, isLine: true) : finding.found
  }

  /// The digits of a line, or all characters of an account or a name, as stars.
  private func hidden(_ text: String, isLine: Bool) -> String {
    String(text.map { $0.isNumber || (!isLine && $0.isLetter) ? "*" : $0 })
  }
}

extension String {
  /// The text in quotes, where it begins or ends with what is not seen, or is empty.
  fileprivate var quoted: String {
    isEmpty || first == " " || last == " " ? "'\(self)'" : self
  }
}
