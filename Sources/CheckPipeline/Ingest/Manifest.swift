import CheckActions
import Foundation
import SwiftCSV

/// A folder's `manifest.csv`: one deposit a line.
///
/// Columns, in any order, named in the first line: `front` (a file name in the folder), `account`,
/// `amount` (dollars and cents), and where wanted `back`, `email`, `memo`, `key`.
public struct Manifest: Sendable {
  /// Why a manifest cannot be read at all.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file cannot be read.
    case unreadable(file: String, reason: String)
    /// A column that is needed is missing.
    case missingColumn(file: String, name: String)
    /// A column has a name that is not known.
    case unknownColumn(file: String, name: String)
    /// Two columns have the same name.
    case repeatedColumn(file: String, name: String)

    /// What is wrong, and what to do.
    public var description: String {
      switch self {
      case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
      case .missingColumn(let file, let name):
        "\(file) has no column '\(name)': its first line names the columns, such as \(example)"
      case .unknownColumn(let file, let name):
        "\(file) has an unknown column '\(name)': it may have \(example)"
      case .repeatedColumn(let file, let name):
        "\(file) has two columns '\(name)': leave one of them out"
      }
    }

    private var example: String { "front,back,account,amount,email,memo,key" }
  }

  /// The deposits, in the order of the lines.
  public private(set) var submissions: PlannedSubmissions
  /// The lines that say no deposit.
  public private(set) var problems: [IngestProblem] = []
  /// The names of all files that the manifest lists, line by line.
  public private(set) var files: [String] = []

  private static let needed = ["front", "account", "amount"]
  private static let optional = ["back", "email", "memo", "key"]
  /// A hundred thousand deposits in long words; a reader of CSV takes many times the bytes.
  private static let limitBytes = 16 << 20

  /// Reads the manifest of a folder, which has at most 16 MiB.
  public init(file: String, folder: String) throws(Failure) {
    var manifest = Self(submissions: PlannedSubmissions(folder: folder))
    var line = 1
    try Self.forEachRow(of: file) { row in
      line += 1
      guard row.values.contains(where: { !$0.isEmpty }) else { return }
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

  /// Reads row by row: rows that are all held take many times the bytes of the file.
  private static func forEachRow(
    of file: String, _ body: @escaping ([String: String]) -> Void
  ) throws(Failure) {
    let csv = try open(file)
    do {
      try csv.enumerateAsDict(body)
    } catch {
      throw .unreadable(file: file, reason: "\(error)")
    }
  }

  /// Looks at the names of the columns, and not yet at the rows.
  private static func open(_ file: String) throws(Failure) -> CSV<Named> {
    let text = try text(of: file)
    let csv: CSV<Named>
    do {
      csv = try CSV<Named>(string: text, delimiter: .comma, loadColumns: false, rowLimit: 0)
    } catch {
      throw .unreadable(file: file, reason: "\(error)")
    }
    for name in needed where !csv.header.contains(name) {
      throw .missingColumn(file: file, name: name)
    }
    var seen: Set<String> = []
    for name in csv.header {
      guard needed.contains(name) || optional.contains(name) else {
        throw .unknownColumn(file: file, name: name)
      }
      guard seen.insert(name).inserted else { throw .repeatedColumn(file: file, name: name) }
    }
    return csv
  }

  private static func text(of file: String) throws(Failure) -> String {
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(file, limit: limitBytes, followLinks: false)
    } catch {
      throw .unreadable(file: file, reason: error.description)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(file: file, reason: "it is not UTF-8 text; save it as that")
    }
    // The bytes of a line end may be CR LF; a byte order mark may stand first.
    return String(text.replacingOccurrences(of: "\r\n", with: "\n").trimmingPrefix("\u{FEFF}"))
  }

  private mutating func add(_ row: [String: String]) throws(IngestProblem.Reason) {
    func value(_ column: String) -> String {
      (row[column] ?? "").trimmingCharacters(in: .whitespaces)
    }
    let front = value("front")
    let back = value("back")
    for name in [front, back] where !name.isEmpty { files.append(name) }
    let statement = try IngestProblem.statement(
      account: value("account"), amount: value("amount"), email: value("email"),
      memo: value("memo"))
    try Self.requireInside(front)
    if !back.isEmpty { try Self.requireInside(back) }
    submissions.append(front: front, back: back, statement: statement, key: value("key"))
  }

  private static func requireInside(_ name: String) throws(IngestProblem.Reason) {
    // By bytes: a slash with an accent upon it is another character, and parts a path all the same.
    let partsPath = name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
    guard !name.isEmpty, !partsPath, name != ".", name != ".." else { throw .outsideFolder(name) }
  }
}
