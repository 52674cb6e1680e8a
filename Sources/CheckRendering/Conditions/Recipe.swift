import CheckImaging
import Drawing
import MICR

/// What goes into the pictures of a condition, and how much of it.
struct Recipe {
  let condition: Condition
  var generator: SeededGenerator

  init(_ condition: Condition, seed: UInt64) {
    self.condition = condition
    // Families of one seed share nothing.
    let number = UInt64(Condition.allCases.firstIndex(of: condition) ?? 0)
    generator = SeededGenerator(seed: seed &* 0x9E37_79B9 &+ number << 56)
  }

  /// A recipe of one of the conditions that say how a picture is captured.
  mutating func captured() -> Recipe {
    let conditions = Condition.allCases.filter { $0 != .noLine && $0 != .damaged }
    let condition = conditions.randomElement(using: &generator) ?? .cleanScan
    return Recipe(condition, seed: generator.next())
  }

  /// A line of the layout; American ones are half of those that are not asked for.
  mutating func line(_ layout: MICRLayout?) -> PrintedLine {
    let american = [
      MICRLayout.usPersonal, .usPersonal, .usSerialFirst, .usBusiness, .usBusiness, .usDashed,
    ]
    let any = chance(0.5) ? american : MICRLayout.allCases
    let layout = layout ?? any.randomElement(using: &generator) ?? .usPersonal
    return PrintedLine.random(layout, using: &generator)
  }

  mutating func picture(of line: PrintedLine) -> GrayImage {
    let design = design(for: line)
    let degradations = degradations(dpi: design.dpi)
    return degradations.apply(to: CheckRenderer.renderGray(design), using: &generator)
  }

  mutating func design(for line: PrintedLine) -> CheckDesign {
    let isLong = line.lengthInInches > 5.9 || chance(0.25)
    let kinds = isLong ? [CheckDesign.Kind.business, .cashier] : [.personal]
    var design = CheckDesign.random(using: &generator, routingNumbers: [], kinds: kinds)
    design.micr = line.print
    if let amount = line.fields.amount {
      design.amountInCents = amount
      design.amountInWords = AmountInWords.text(cents: amount)
    }
    design.dpi = dpi()
    design.background = background()
    dress(&design)
    return design
  }

  private mutating func dpi() -> Double {
    switch condition {
    case .cleanScan: [100, 150, 200, 200, 240, 300].randomElement(using: &generator) ?? 200
    case .wornScan: any(95...260)
    case .bitonalScan: [200, 200, 200, 240, 240].randomElement(using: &generator) ?? 200
    case .fax: 200
    case .photograph: any(120...230)
    case .hostilePhotograph, .noLine, .damaged: any(130...240)
    }
  }

  private mutating func background() -> CheckBackground {
    let paper = FictionalNames.papers.randomElement(using: &generator) ?? .white
    let depth = condition == .cleanScan ? 22 : Int.random(in: 20...70, using: &generator)
    let lines = InkColor(
      UInt8(max(0, Int(paper.red) - depth)), UInt8(max(0, Int(paper.green) - depth)),
      UInt8(max(0, Int(paper.blue) - depth)))
    let weakest = condition == .cleanScan || condition == .bitonalScan || condition == .fax
    switch Int.random(in: 0..<10, using: &generator) {
    case 0...2: return .plain
    case 3: return .tinted(paper)
    case 4: return .gradient(top: .white, bottom: paper)
    case 5, 6: return .guilloche(paper: paper, lines: lines)
    case 7: return .security(paper: paper, lines: lines)
    default: return .picture(strength: weakest ? any(0.1...0.25) : any(0.15...0.6))
    }
  }

  /// How the line is printed, and what is put around it.
  private mutating func dress(_ design: inout CheckDesign) {
    let isHard = condition != .cleanScan
    var style = MICRStyle(
      spread: any(isHard ? -0.2...0.45 : -0.06...0.12), darkness: any(isHard ? 0.5...1 : 0.85...1),
      spotsPerCharacter: chance(isHard ? 0.4 : 0) ? any(0...1.5) : 0,
      pitch: any(0.985...1.015), wander: any(0...(isHard ? 0.35 : 0.1)))
    if chance(0.15) { style.rise = any(-0.05...0.25) }
    if chance(0.5) {
      style.amountSize = any(0.9...1.05)
      style.amountRise = any(-0.04...0.04)
    }
    design.micrStyle = style
    design.voidsPerCharacter = chance(isHard ? 0.5 : 0) ? any(0...2) : 0
    guard isHard else { return }
    var overprint = Overprint()
    if chance(0.3) { overprint.penStrokes = Int.random(in: 1...3, using: &generator) }
    if chance(0.2) { overprint.stamps = Int.random(in: 1...2, using: &generator) }
    if chance(0.2) { overprint.numbersAbove = Int.random(in: 1...2, using: &generator) }
    if chance(0.12) { overprint.ornament = chance(0.5) ? .box : .border }
    design.overprint = overprint
  }

  mutating func any(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &generator)
  }

  mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &generator) < share
  }
}
