import CheckActions
import Foundation

/// A folder's `manifest.csv`: one deposit a line.
///
/// Columns, in any order, named in the first line: `front` (a file name in the folder), `account`,
/// `amount` (dollars and cents), and where wanted `back`, `email`, `memo`, `key`.
public struct Manifest: Sendable {
  /// Why a manifest cannot be read at all.
  public typealias Failure = ColumnFile.Failure

  /// The deposits, in the order of the lines.
  public private(set) var submissions: PlannedSubmissions
  /// The lines that say no deposit.
  public private(set) var problems: [IngestProblem] = []
  /// The names of all files that the manifest lists, line by line.
  public private(set) var files: [String] = []

  private static let columns = ColumnFile(
    ["front", "back", "account", "amount", "email", "memo", "key"],
    needed: ["front", "account", "amount"])

  /// Reads the manifest of a folder, which has at most 16 MiB.
  public init(file: String, folder: String) throws(Failure) {
    var manifest = Self(submissions: PlannedSubmissions(folder: folder))
    try Self.columns.forEachRow(of: file) { line, row in
      do throws(IngestProblem.Reason) {
        try manifest.add(row)
      } catch {
        let name = (file as NSString).lastPathComponent
        manifest.problems.append(IngestProblem(file: "\(name), line \(line)", reason: error))
      }
    }
    self = manifest
  }

  private init(submissions: PlannedSubmissions) { self.submissions = submissions }

  private mutating func add(_ row: [String: String]) throws(IngestProblem.Reason) {
    func value(_ column: String) -> String { row[column] ?? "" }
    let front = value("front")
    let back = value("back")
    for name in [front, back] where !name.isEmpty { files.append(name) }
    let statement = try IngestProblem.statement(
      account: value("account"), amount: value("amount"), email: value("email"),
      memo: value("memo"))
    try Self.requireInside(front)
    if !back.isEmpty { try Self.requireInside(back) }
    guard !front.utf8.elementsEqual(back.utf8) else { throw .sameImages }
    submissions.append(front: front, back: back, statement: statement, key: value("key"))
  }

  private static func requireInside(_ name: String) throws(IngestProblem.Reason) {
    guard FileName.isPlain(name) else { throw .outsideFolder(name) }
  }
}
