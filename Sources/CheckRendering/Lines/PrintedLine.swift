import MICR

/// A line to print, and what a reader has to find in it.
public struct PrintedLine: Sendable, Hashable {
  /// The line in its place.
  public var print: MICRPrint
  /// What it says.
  public var fields: MICRFields
  /// Its form; `nil` where that is one of the table of formats.
  public var layout: MICRLayout?

  /// The characters in A/B/C/D notation, without spaces.
  public var characters: String { print.characters }

  /// The length of a check, in inches, that has room for the line.
  var lengthInInches: Double {
    2 * MICRPrinter.firstPositionInInches
      + Double(print.text.count + print.lastPosition - 1) * E13BGlyph.pitchInInches
  }
}

extension PrintedLine {
  /// A line of a form with made-up numbers of plausible lengths, and gaps as banks have them.
  ///
  /// - Parameters:
  ///   - layout: The form.
  ///   - hasAmount: Whether the amount is encoded; random when `nil`, and never where the line
  ///     would become longer than a check.
  ///   - generator: Where the choices come from; the same state gives the same line.
  public static func random(
    _ layout: MICRLayout, hasAmount: Bool? = nil, using generator: inout some RandomNumberGenerator
  ) -> PrintedLine {
    var fields = MICRFields()
    let text: String
    switch layout {
    case .usPersonal, .usSerialFirst, .usBusiness, .usDashed:
      text = american(layout, &fields, &generator)
    case .canada:
      text = canadian(&fields, &generator)
    case .india, .turkey, .pakistan, .malaysia, .singapore, .australia:
      text = FramedOnTheRight(layout).line(&fields, &generator)
    }
    var print = MICRPrint(text: text, lastPosition: Int.random(in: 2...14, using: &generator))
    let wanted = hasAmount ?? (Int.random(in: 0..<4, using: &generator) == 0)
    if wanted, text.count <= 50 {
      let cents = Int.random(in: 100...9_999_999, using: &generator)
      print.lastPosition = 14
      print = print.encoding(amountInCents: cents)
      fields.amount = cents
    }
    return PrintedLine(print: print, fields: fields, layout: layout)
  }

  private static func american(
    _ layout: MICRLayout, _ fields: inout MICRFields,
    _ generator: inout some RandomNumberGenerator
  ) -> String {
    fields.country = "US"
    let isDashed = layout == .usDashed
    let routing = isDashed ? dashedRouting(&generator) : routing(&generator)
    let account =
      isDashed ? dashed(digits(6...10, &generator), &generator) : digits(5...12, &generator)
    fields.routing = routing
    fields.account = account
    let transit = "A\(routing)A"
    switch layout {
    case .usBusiness:
      let serial = digits(4...10, &generator)
      fields.auxOnUs = serial
      fields.serial = serial
      fields.onUs = account + "C"
      if Int.random(in: 0..<5, using: &generator) == 0 { fields.epc = digits(1...1, &generator) }
      let start = "C\(serial)C" + gap(0...2, &generator) + (fields.epc ?? "")
      return start + transit + gap(0...6, &generator) + account + "C"
    case .usSerialFirst:
      let serial = digits(3...4, &generator)
      fields.serial = serial
      fields.onUs = serial + " " + account + "C"
      return transit + gap(0...3, &generator) + serial + gap(1...4, &generator) + account + "C"
    default:
      let serial = digits(3...5, &generator)
      let hasSerial = !isDashed || Bool.random(using: &generator)
      let end = hasSerial ? gap(0...3, &generator) + serial : ""
      fields.serial = hasSerial ? serial : nil
      fields.onUs = account + "C" + end
      return transit + gap(0...7, &generator) + account + "C" + end
    }
  }

  private static func canadian(
    _ fields: inout MICRFields, _ generator: inout some RandomNumberGenerator
  ) -> String {
    let serial = digits(3...6, &generator)
    let routing = digits(5...5, &generator) + "D0" + digits(2...2, &generator)
    let plain = digits(7...12, &generator)
    let account = Bool.random(using: &generator) ? plain : dashed(plain, &generator)
    fields.country = "CA"
    fields.auxOnUs = serial
    fields.serial = serial
    fields.routing = routing
    fields.account = account
    fields.onUs = account + "C"
    return "C\(serial)C" + gap(0...2, &generator) + "A\(routing)A" + gap(0...5, &generator)
      + account + "C"
  }
}
