extension Double {
  /// The nearest value of a range; what is no number is its lower end.
  package func within(_ range: ClosedRange<Double>) -> Double {
    isNaN ? range.lowerBound : max(range.lowerBound, min(range.upperBound, self))
  }
}
