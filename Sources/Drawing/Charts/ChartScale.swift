import Foundation

/// How values lie along an axis, from 0 at its low end to 1 at its high end.
package struct ChartScale: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case linear
    case logarithmic
  }

  /// A value that the axis names, or only marks.
  package struct Tick: Sendable, Hashable {
    package var value: Double
    /// What is written beside it; `nil` for one between those that are named.
    package var label: String?
  }

  package let kind: Kind
  package let low: Double
  package let high: Double

  /// A logarithmic scale spans at most this many decades; what is less lies at the low end.
  private static let mostDecades = 6

  /// A scale with the given ends.
  package init(_ kind: Kind, low: Double, high: Double) {
    precondition(low < high && (kind == .linear || low > 0), "a scale has a span")
    self.kind = kind
    self.low = low
    self.high = high
  }

  /// A scale with round ends that has room for all values: logarithmic where they span more than
  /// a decade and a half, else linear from 0.
  package init(covering values: [Double]) {
    let positive = values.filter { $0 > 0 && $0.isFinite }
    guard let least = positive.min(), let most = positive.max() else {
      self.init(.linear, low: 0, high: 1)
      return
    }
    guard most / least > 30 else {
      let step = Self.step(most)
      self.init(.linear, low: 0, high: (most / step).rounded(.up) * step)
      return
    }
    // Powers of ten as whole exponents, so that no end lies beside its tick.
    let top = Int(log10(most).rounded(.up))
    let bottom = max(Int(log10(least).rounded(.down)), top - Self.mostDecades)
    self.init(.logarithmic, low: pow(10, Double(bottom)), high: pow(10, Double(top)))
  }

  /// Where a value lies; one outside lies at the nearer end.
  package func position(_ value: Double) -> Double {
    switch kind {
    case .linear: return ((value - low) / (high - low)).within(0...1)
    case .logarithmic:
      guard value > low else { return 0 }
      return (log(value / low) / log(high / low)).within(0...1)
    }
  }

  /// The values to mark, from the low end.
  package var ticks: [Tick] {
    switch kind {
    case .linear:
      let step = Self.step(high - low)
      let first = Int((low / step - 1e-9).rounded(.up))
      let last = Int((high / step + 1e-9).rounded(.down))
      return (first...max(first, last)).map { number in
        let value = Double(number) * step
        return Tick(value: value, label: Self.label(value))
      }
    case .logarithmic:
      let exponents = Int(log10(low).rounded())...Int(log10(high).rounded())
      return exponents.flatMap { exponent in
        (1...9).compactMap { digit in
          let value = Double(digit) * pow(10, Double(exponent))
          guard value <= high * (1 + 1e-9) else { return nil }
          return Tick(value: value, label: digit == 1 ? Self.label(value) : nil)
        }
      }
    }
  }

  /// The round step, 1, 2 or 5 times a power of ten, that divides a span into four to ten parts.
  private static func step(_ span: Double) -> Double {
    let unit = pow(10, (log10(span / 4)).rounded(.down))
    return [5, 2, 1].map { $0 * unit }.first { span / $0 >= 4 } ?? unit
  }

  /// A number as short as it can be, with commas between thousands.
  package static func label(_ value: Double) -> String {
    guard abs(value) < 1000 else { return grouped(value) }
    let text = String(format: "%.6f", value)
    let short = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return value == 0 || !text.contains(".") ? "0" : String(short.reversed())
  }

  private static func grouped(_ value: Double) -> String {
    let digits = Array(String(format: "%.0f", value.magnitude))
    let text = digits.indices.map { index in
      let isBreak = index > 0 && (digits.count - index).isMultiple(of: 3)
      return (isBreak ? "," : "") + String(digits[index])
    }
    return (value < 0 ? "-" : "") + text.joined()
  }
}
