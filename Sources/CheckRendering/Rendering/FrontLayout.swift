import Drawing

/// Where things stand on the front of a check.
///
/// Heights are those of a personal check and grow with the part above the clear band; nothing is
/// printed in that band, the lowest 5/8 inch, but the MICR line.
struct FrontLayout {
  let design: CheckDesign
  private let wide: Double
  private let stretch: Double
  private let margin = 0.3

  init(_ design: CheckDesign) {
    self.design = design
    wide = design.widthInInches
    let frame = design.kind == .personal ? 0 : 0.26
    stretch = (design.heightInInches - 0.625 - frame) / 2.125
  }

  func draw(on page: inout Page) {
    page.print(design.accent) { sheet in
      heading(&sheet)
      rules(&sheet)
      if design.kind != .personal { border(&sheet) }
    }
    page.print(.print) { labels(&$0) }
    page.print(design.kind == .personal ? .pen : .print) { entries(&$0) }
    page.print(.pen) { signature(&$0) }
  }

  private func y(_ personal: Double) -> Double { personal * stretch }

  private func size(_ personal: Double) -> Double { personal * (1 + (stretch - 1) * 0.5) }

  private func heading(_ sheet: inout Sheet) {
    let top = design.kind == .cashier ? [design.bankName, design.bankAddress] : design.payerLines
    for (index, line) in top.prefix(4).enumerated() {
      let style =
        index == 0
        ? TextStyle.printed(size(0.1), weight: 0.17) : TextStyle.printed(size(0.062), weight: 0.13)
      let place = Point(margin, y(0.34) + Double(index) * size(0.125))
      sheet.text(line, at: place, style, maxWidth: wide * 0.45)
    }
    if design.kind == .cashier {
      var style = TextStyle.printed(size(0.13), weight: 0.16)
      style.tracking = 0.12
      sheet.text(
        "CASHIER'S CHECK", at: Point(wide * 0.56, y(0.36)), style, anchor: .center,
        maxWidth: wide * 0.3)
    } else {
      sheet.text(
        design.bankName, at: Point(margin, y(1.76)), .printed(size(0.085), weight: 0.17),
        maxWidth: wide * 0.42)
      sheet.text(
        design.bankAddress, at: Point(margin, y(1.76) + size(0.105)),
        .printed(size(0.05), weight: 0.13), maxWidth: wide * 0.42)
    }
  }

  private func rules(_ sheet: inout Sheet) {
    sheet.line(Point(wide - 2.1, y(0.74)), Point(wide - 0.85, y(0.74)))
    sheet.line(Point(margin + 0.7, y(1.14)), Point(wide - 1.6, y(1.14)))
    sheet.line(Point(margin, y(1.48)), Point(wide - 1.0, y(1.48)))
    sheet.line(Point(margin + 0.42, y(2.09)), Point(wide * 0.45, y(2.09)))
    sheet.line(Point(wide * 0.55, y(2.09)), Point(wide - margin, y(2.09)))
    sheet.frame(
      left: wide - 1.38, top: y(0.92), right: wide - margin, bottom: y(1.17), width: 0.009)
  }

  private func border(_ sheet: inout Sheet) {
    let bottom = design.heightInInches - 0.65
    sheet.frame(left: 0.12, top: 0.12, right: wide - 0.12, bottom: bottom, width: 0.016)
    sheet.frame(left: 0.16, top: 0.16, right: wide - 0.16, bottom: bottom - 0.04, width: 0.005)
  }

  private func labels(_ sheet: inout Sheet) {
    let label = TextStyle.printed(size(0.048), weight: 0.13)
    sheet.text(
      design.serial, at: Point(wide - margin, y(0.36)), .printed(size(0.11), weight: 0.14),
      anchor: .right, maxWidth: 1.6)
    sheet.text("DATE", at: Point(wide - 2.15, y(0.74)), label, anchor: .right)
    sheet.text("PAY TO THE", at: Point(margin, y(1.14) - size(0.085)), label)
    sheet.text("ORDER OF", at: Point(margin, y(1.14)), label)
    sheet.text("$", at: Point(wide - 1.42, y(1.12)), .printed(size(0.12)), anchor: .right)
    sheet.text("DOLLARS", at: Point(wide - 0.95, y(1.48)), .printed(size(0.06), weight: 0.13))
    let memo = design.kind == .cashier ? "REMITTER" : design.kind == .business ? "FOR" : "MEMO"
    sheet.text(memo, at: Point(margin, y(2.09)), label, maxWidth: 0.38)
    if design.kind != .personal {
      sheet.text(
        "AUTHORIZED SIGNATURE", at: Point(wide - margin, y(2.09) + size(0.075)), label,
        anchor: .right)
    }
  }

  /// What is filled in: by pen on a personal check, by machine on the others.
  private func entries(_ sheet: inout Sheet) {
    let isWritten = design.kind == .personal
    let style = isWritten ? TextStyle.written(size(0.115)) : .printed(size(0.085), weight: 0.12)
    let lift = 0.035
    sheet.text(
      design.date, at: Point(wide - 1.475, y(0.74) - lift), style, anchor: .center, maxWidth: 1.2)
    sheet.text(
      design.payee, at: Point(margin + 0.8, y(1.14) - lift), style,
      maxWidth: wide - margin - 2.5)
    let figures = (isWritten ? "" : "**") + AmountInWords.figures(cents: design.amountInCents)
    sheet.text(
      figures, at: Point(wide - 0.84, y(1.09)), style, anchor: .center, maxWidth: 0.95)
    let room = wide - margin - 1.15
    sheet.text(
      design.amountInWords, at: Point(margin + 0.1, y(1.48) - lift), style, maxWidth: room)
    sheet.text(
      design.memo, at: Point(margin + 0.5, y(2.09) - lift), style,
      maxWidth: wide * 0.45 - margin - 0.55)
  }

  private func signature(_ sheet: inout Sheet) {
    let strokes = Signature.strokes(
      left: wide * 0.57, base: y(2.06), width: min(2.2, wide * 0.34), height: y(0.34),
      seed: design.seed)
    for stroke in strokes { sheet.curve(stroke, width: 0.011) }
  }
}
