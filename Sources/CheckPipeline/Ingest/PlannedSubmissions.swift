import CheckActions

/// The submissions of a folder, about a hundred bytes each, and each made when it is asked for: a
/// folder may have as many pictures as it likes.
public struct PlannedSubmissions: RandomAccessCollection, Sendable {
  /// Between the parts of a submission; no text has such a byte.
  private static let separator: UInt8 = 0xFF

  private let folder: String
  private var text: [UInt8] = []
  private var ends: [Int] = []

  /// Begins without any; the names of files are those of the folder.
  init(folder: String) { self.folder = folder }

  /// The place of the first submission.
  public var startIndex: Int { 0 }

  /// The place after the last submission.
  public var endIndex: Int { ends.count }

  /// Makes the submission at a place.
  public subscript(position: Int) -> Submission {
    let bytes = text[(position == 0 ? 0 : ends[position - 1])..<ends[position]]
    let parts = bytes.split(separator: Self.separator, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    func part(_ index: Int) -> String? { parts[index].isEmpty ? nil : parts[index] }
    var submission = Submission(
      front: "\(folder)/\(parts[0])", back: part(1).map { "\(folder)/\($0)" },
      statement: DepositStatement(
        taken: parts[2], amount: Cents(Int(parts[3]) ?? 0), email: part(4), memo: part(5)),
      key: part(6))
    submission.followsLinks = false
    return submission
  }

  /// Adds a submission at the end; a part that is empty is the same as none.
  mutating func append(
    front: String, back: String? = nil, statement: DepositStatement, key: String? = nil
  ) {
    let parts = [
      front, back, statement.account, String(statement.amount.value), statement.email,
      statement.memo, key,
    ]
    for (index, part) in parts.enumerated() {
      if index > 0 { text.append(Self.separator) }
      text += (part ?? "").utf8
    }
    ends.append(text.count)
  }
}
