extension MICRFields {
  /// Takes a line apart by its symbols.
  ///
  /// Any text is accepted. Characters that are none of E-13B are passed over; what does not fit a
  /// layout leaves its field `nil`.
  ///
  /// - Parameter line: The line in A/B/C/D notation, with or without spaces. A space tells a serial
  ///   number in front of an account from the account.
  public init(parsing line: String) {
    self.init(layout: LineLayout(line))
  }

  /// The fields of a line that has been divided.
  init(layout: LineLayout) {
    self.init()
    auxOnUs = layout.auxOnUs.flatMap(Self.compact)
    epc = layout.epc
    onUs = layout.onUs
    amount = layout.amount
    routing = layout.transit?.text
    country = Country(layout)?.code
    let parts = OnUsField(layout.onUs ?? "", serialIsElsewhere: auxOnUs != nil)
    account = parts.account
    serial = auxOnUs ?? parts.serial
  }

  /// The text without spaces, or `nil` when nothing is left.
  private static func compact(_ text: String) -> String? {
    let text = text.filter { $0 != " " }
    return text.isEmpty ? nil : text
  }
}
