/// A polynomial in one variable, fitted to points by least squares.
struct Polynomial: Sendable, Hashable {
  /// The coefficients, from the constant up; at least one.
  var coefficients: [Double]

  /// The value at a place.
  func callAsFunction(_ t: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * t + $1 }
  }

  /// The slope at a place.
  func slope(_ t: Double) -> Double {
    var result = 0.0
    for power in stride(from: coefficients.count - 1, to: 0, by: -1) {
      result = result * t + Double(power) * coefficients[power]
    }
    return result
  }

  /// Fits points, or gives `nil` where they do not determine the polynomial.
  init?(fitting points: [(t: Double, value: Double)], degree: Int) {
    let count = degree + 1
    guard points.count >= count else { return nil }
    var rows = [[Double]](repeating: [Double](repeating: 0, count: count + 1), count: count)
    for point in points {
      var powers = [Double](repeating: 1, count: count)
      for index in 1..<max(count, 1) where count > 1 {
        powers[index] = powers[index - 1] * point.t
      }
      for row in 0..<count {
        for column in 0..<count { rows[row][column] += powers[row] * powers[column] }
        rows[row][count] += powers[row] * point.value
      }
    }
    guard let solution = Self.solve(rows) else { return nil }
    coefficients = solution
  }

  /// Fits points, then again without those far off, twice.
  init?(robustlyFitting points: [(t: Double, value: Double)], degree: Int, tolerance: Double) {
    guard var fit = Polynomial(fitting: points, degree: degree) else { return nil }
    for factor in [3.0, 1.5] {
      let near = points.filter { abs(fit($0.t) - $0.value) < tolerance * factor }
      guard near.count > degree + 1, let better = Polynomial(fitting: near, degree: degree) else {
        break
      }
      fit = better
    }
    self = fit
  }

  init(_ coefficients: Double...) {
    self.coefficients = coefficients
  }

  /// Gaussian elimination with pivots; each row ends with its right-hand side.
  private static func solve(_ equations: [[Double]]) -> [Double]? {
    var rows = equations
    let count = rows.count
    for pivot in 0..<count {
      guard let best = (pivot..<count).max(by: { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) }),
        abs(rows[best][pivot]) > 1e-9
      else { return nil }
      rows.swapAt(pivot, best)
      for row in 0..<count where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot...count { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return (0..<count).map { rows[$0][count] / rows[$0][$0] }
  }
}
