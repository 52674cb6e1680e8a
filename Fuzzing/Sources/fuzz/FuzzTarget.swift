/// A part of the product that takes bytes from outside.
protocol FuzzTarget {
  /// What it is called on the command line, and the folder of its seeds and findings.
  static var name: String { get }

  /// The most bytes of an input.
  static var longest: Int { get }

  /// Inputs to begin with.
  static func seeds() throws -> [[UInt8]]

  /// Gives the bytes to the product, and stops the process where an answer is not what was promised.
  static func attempt(_ bytes: [UInt8]) throws
}

/// Stops the process, which is how libFuzzer learns of a finding.
func require(_ condition: Bool, _ promise: @autoclosure () -> String) {
  guard condition else { fatalError("broken promise: \(promise())") }
}
