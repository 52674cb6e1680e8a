/// Amounts as people write them on checks.
public enum AmountInWords {
  /// The amount in words, with the cents as a fraction: `Nineteen and 99/100`.
  ///
  /// - Parameter cents: the amount in cents; a negative one begins with `Minus`.
  public static func text(cents: Int) -> String {
    let magnitude = cents.magnitude
    let words = (cents < 0 ? "minus " : "") + self.words(magnitude / 100)
    let fraction = magnitude % 100
    let text = words + " and \(fraction < 10 ? "0" : "")\(fraction)/100"
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The amount in figures with separators: `1,234.56`.
  public static func figures(cents: Int) -> String {
    let magnitude = cents.magnitude
    var whole = String(magnitude / 100)
    var grouped = ""
    while whole.count > 3 {
      grouped = "," + whole.suffix(3) + grouped
      whole.removeLast(3)
    }
    let fraction = magnitude % 100
    return (cents < 0 ? "-" : "") + whole + grouped + ".\(fraction < 10 ? "0" : "")\(fraction)"
  }

  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
  ]
  private static let tens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
  private static let powers: [(UInt, String)] = [
    (1_000_000_000_000_000, "quadrillion"), (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"), (100, "hundred"),
  ]

  private static func words(_ number: UInt) -> String {
    if number < 20 { return small[Int(number)] }
    if number < 100 {
      let rest = number % 10
      return tens[Int(number / 10)] + (rest == 0 ? "" : "-" + small[Int(rest)])
    }
    for (power, name) in powers where number >= power {
      let rest = number % power
      return words(number / power) + " " + name + (rest == 0 ? "" : " " + words(rest))
    }
    return ""
  }
}
