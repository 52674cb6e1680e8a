/// Times of many runs of one thing.
package struct Durations {
  private var sorted: [Duration]

  package init(_ durations: [Duration]) { sorted = durations.sorted() }

  package var median: Duration { quantile(0.5) }
  package var percentile95: Duration { quantile(0.95) }
  package var slowest: Duration { quantile(1) }

  private func quantile(_ share: Double) -> Duration {
    guard !sorted.isEmpty else { return .zero }
    let index = Int((Double(sorted.count) * share).rounded(.up)) - 1
    return sorted[min(max(index, 0), sorted.count - 1)]
  }
}

extension Duration {
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }

  /// In milliseconds or microseconds, with as many decimals as mean something.
  package var text: String {
    let milliseconds = seconds * 1000
    guard milliseconds < 0.1 else { return milliseconds.rounded(toDigits: 3) + " ms" }
    return (milliseconds * 1000).rounded(toDigits: 2) + " us"
  }
}

extension [Double] {
  package var median: Double {
    guard !isEmpty else { return 0 }
    let sorted = sorted()
    let middle = count / 2
    return count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

extension Double {
  /// In plain decimals with about so many significant digits.
  package func rounded(toDigits digits: Int) -> String {
    guard isFinite, self != 0 else { return self == 0 ? "0" : "-" }
    var decimals = 0
    var magnitude = magnitude
    var bound = 1.0
    for _ in 1..<digits { bound *= 10 }
    while magnitude < bound, decimals < 6 {
      magnitude *= 10
      decimals += 1
    }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let value = (self * scale).rounded() / scale
    guard decimals > 0 else { return String(Int(value)) }
    let text = String(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
