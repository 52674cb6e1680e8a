extension MICRFields {
  /// Takes a line apart by its symbols.
  ///
  /// Any text is accepted. Characters that are none of E-13B are passed over; what does not fit a
  /// layout leaves its field `nil`.
  ///
  /// A field that the symbols do not tell is taken from the format that the line has.
  ///
  /// - Parameters:
  ///   - line: The line in A/B/C/D notation, with or without spaces. A space tells a serial number in
  ///     front of an account from the account.
  ///   - formats: The formats that are known.
  public init(parsing line: String, formats: LineFormats = .standard) {
    self.init(layout: LineLayout(line), match: formats.match(line))
  }

  private init(layout: LineLayout, match: FormatMatch?) {
    self.init()
    auxOnUs = layout.auxOnUs.flatMap(Self.compact)
    epc = layout.epc
    onUs = layout.onUs
    amount = layout.amount
    routing = layout.transit?.text
    format = match?.format.name
    country = match?.format.country
    let parts = OnUsField(layout.onUs ?? "", serialIsElsewhere: auxOnUs != nil)
    account = parts.account ?? match?.fields["account"]
    serial = auxOnUs ?? parts.serial ?? match?.fields["serial"]
  }

  /// The text without spaces, or `nil` when nothing is left.
  private static func compact(_ text: String) -> String? {
    let text = text.filter { $0 != " " }
    return text.isEmpty ? nil : text
  }
}
