@testable import CheckActions
import CheckRendering

/// Lines of routing directories that many tests use.
enum Directories {
  static let number = SyntheticDirectory.routingNumbers[0]
  static let otherNumber = SyntheticDirectory.routingNumbers[1]

  static let line = SyntheticDirectory.line(
    number, name: "HARBOR BANK", city: "PORTLAND", state: "ME")

  /// The line with a value put in the place of a field.
  static func line(_ field: RoutingRecord.Field, _ value: String) -> [UInt8] {
    var bytes = Array(line.utf8)
    bytes.replaceSubrange(
      (field.columns.lowerBound - 1)..<field.columns.upperBound, with: Array(value.utf8))
    return bytes
  }

  /// The edition that a folder has when its file of the version holds the text.
  static func edition(
    _ version: Int, _ text: String = SyntheticDirectory.text
  ) -> RoutingDirectory.Edition {
    .init(
      version: version, checksum: RoutingDirectoryText(normalised: Array(text.utf8)).checksum)
  }

  static func lines(_ count: Int, seed: UInt64 = 1) -> [String] {
    var generator = SeededGenerator(seed: seed)
    return SyntheticDirectory.lines(count, using: &generator)
  }
}
