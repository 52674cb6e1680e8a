import Foundation

/// Which seeds a test of random sequences runs.
enum Seeds {
  /// The first so many, or what an environment variable says: a number of seeds, or a range such as
  /// `17...17`.
  static func fromEnvironment(_ name: String, standard: UInt64) -> ClosedRange<UInt64> {
    let text = ProcessInfo.processInfo.environment[name] ?? ""
    let bounds = text.split(separator: ".").compactMap { UInt64($0) }
    switch (bounds.first, bounds.last) {
    case (let first?, let last?) where bounds.count == 2 && first <= last: return first...last
    case (let count?, _) where count > 0: return 1...count
    default: return 1...standard
    }
  }
}
