import MICR

extension PrintedLine {
  /// A line of a format: numbers of the lengths that the pattern allows, check digits set right, gaps
  /// after what closes a number, and at times an amount where the format has one.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - generator: Where the choices come from; the same state gives the same line.
  public static func random(
    _ format: LineFormat, using generator: inout some RandomNumberGenerator
  ) -> PrintedLine {
    let forms = format.forms.filter { form in !form.contains { $0.field == "amount" } }
    let form = forms.randomElement(using: &generator) ?? []
    var fields = MICRFields(format: format.name, country: format.country)
    var text = text(of: form, format, &fields, &generator)
    // The longest numbers of all fields at once have no room on a check.
    while text.count > mostPositions { text = self.text(of: form, format, &fields, &generator) }
    var print = MICRPrint(text: text, lastPosition: Int.random(in: 2...14, using: &generator))
    let takesAmount = forms.count < format.forms.count
    if takesAmount, Int.random(in: 0..<4, using: &generator) == 0 {
      let cents = Int.random(in: 100...9_999_999, using: &generator)
      print.lastPosition = 14
      print = print.encoding(amountInCents: cents)
      fields.amount = cents
    }
    return PrintedLine(print: print, fields: fields, layout: nil)
  }

  /// The positions of a business check.
  private static let mostPositions = 50

  private static func text(
    of form: [LineFormat.Part], _ format: LineFormat, _ fields: inout MICRFields,
    _ generator: inout some RandomNumberGenerator
  ) -> String {
    var text = ""
    var bank: [String] = []
    for (index, part) in form.enumerated() {
      guard let name = part.field else {
        text.append(part.symbol ?? " ")
        let number = index > 0 ? form[index - 1].field : nil
        let closes = number != nil && number != "epc" && part.symbol != "D"
        if closes, index + 1 < form.count { text += gap(0...4, &generator) }
        continue
      }
      var number = digits(part.digits, &generator)
      for check in format.checkDigits where check.field == name { check.settle(&number) }
      text += number
      switch name {
      case "serial": fields.serial = number
      case "account": fields.account = number
      case "code", "lead", "epc", "suffix": break
      default: bank.append(number)
      }
    }
    fields.routing = bank.joined(separator: "D")
    return text
  }
}

extension CheckDigit {
  /// Sets the last digit so that the digits add up, where one does that.
  fileprivate func settle(_ number: inout String) {
    let start = String(number.dropLast())
    for last in 0...9 where isRight(start + String(last)) {
      number = start + String(last)
      return
    }
  }
}
