import CashLetter

/// Losses of a file that was read for something else, for standard error.
final class LetterLosses {
  /// The most that are printed; a file that lost a byte may have thousands.
  private static let mostPrinted = 10

  private let file: String
  private var first: [LetterFinding] = []
  private var count = 0

  /// Nothing is lost of a file yet.
  init(_ file: String) { self.file = file }

  /// `true` if nothing may be lost.
  var isEmpty: Bool { count == 0 }

  /// Takes a finding, and keeps it if it tells of a loss.
  func add(_ finding: LetterFinding) {
    guard finding.tellsOfLoss else { return }
    count += 1
    if first.count < Self.mostPrinted { first.append(finding) }
  }

  /// Prints the first losses, and how many more there are.
  func print() {
    for finding in first {
      let view = LetterFindingView(finding, in: file, Masking(isOff: false))
      Console.note(view.text(namesFile: true, on: .error))
    }
    guard count > first.count else { return }
    Console.note(
      "\(file.printable): \(count - first.count) more: 'checkctl letter verify' tells all")
  }
}
