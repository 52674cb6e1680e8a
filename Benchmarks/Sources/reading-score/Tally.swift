import Foundation

/// Tells how far a long scoring is.
struct Tally {
  private let whole: Int
  private let isTold: Bool
  private var read = 0
  private var sure = 0
  private var wrong = 0

  private static let step = 500

  init(of whole: Int, isTold: Bool) {
    self.whole = whole
    self.isTold = isTold
  }

  mutating func add(_ trial: Trial) {
    read += 1
    if trial.isSure { sure += 1 }
    if trial.isSureButWrong { wrong += 1 }
    guard isTold, read.isMultiple(of: Self.step) || read == whole else { return }
    let text = "\(read) of \(whole) read, \(sure) sure, \(wrong) of them wrong\n"
    FileHandle.standardError.write(Data(text.utf8))
  }
}
