import CheckActions
import Foundation
import SwiftCSV

/// A CSV file whose first line names its columns, in any order.
public struct ColumnFile: Sendable {
  /// Why such a file cannot be read at all.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file cannot be read.
    case unreadable(file: String, reason: String)
    /// A column that is needed is missing.
    case missingColumn(file: String, name: String, known: [String])
    /// A column has a name that is not known.
    case unknownColumn(file: String, name: String, known: [String])
    /// Two columns have the same name.
    case repeatedColumn(file: String, name: String)

    /// What is wrong, and what to do.
    public var description: String {
      switch self {
      case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
      case .missingColumn(let file, let name, let known):
        "\(file) has no column '\(name)': its first line names the columns, such as "
          + known.joined(separator: ",")
      case .unknownColumn(let file, let name, let known):
        "\(file) has an unknown column '\(name)': it may have \(known.joined(separator: ","))"
      case .repeatedColumn(let file, let name):
        "\(file) has two columns '\(name)': leave one of them out"
      }
    }
  }

  /// A hundred thousand rows in long words; a reader of CSV takes many times the bytes.
  private static let limitBytes = 16 << 20

  /// All columns that there may be, in the order in which messages name them.
  let known: [String]
  /// Those that must be there.
  let needed: [String]

  init(_ known: [String], needed: [String]) {
    self.known = known
    self.needed = needed
  }

  /// Reads row by row: rows that are all held take many times the bytes of the file.
  ///
  /// - Parameter body: Told of each row that is not empty, with the number of its line where none is
  ///   divided.
  func forEachRow(
    of file: String, _ body: @escaping (_ line: Int, _ row: [String: String]) -> Void
  ) throws(Failure) {
    let csv = try open(file)
    var line = 1
    do {
      try csv.enumerateAsDict { row in
        line += 1
        guard row.values.contains(where: { !$0.isEmpty }) else { return }
        body(line, row.mapValues { $0.trimmingCharacters(in: .whitespaces) })
      }
    } catch {
      throw .unreadable(file: file, reason: "\(error)")
    }
  }

  /// Looks at the names of the columns, and not yet at the rows.
  private func open(_ file: String) throws(Failure) -> CSV<Named> {
    let text = try text(of: file)
    let csv: CSV<Named>
    do {
      csv = try CSV<Named>(string: text, delimiter: .comma, loadColumns: false, rowLimit: 0)
    } catch {
      throw .unreadable(file: file, reason: "\(error)")
    }
    for name in needed where !csv.header.contains(name) {
      throw .missingColumn(file: file, name: name, known: known)
    }
    var seen: Set<String> = []
    for name in csv.header {
      guard known.contains(name) else {
        throw .unknownColumn(file: file, name: name, known: known)
      }
      guard seen.insert(name).inserted else { throw .repeatedColumn(file: file, name: name) }
    }
    return csv
  }

  private func text(of file: String) throws(Failure) -> String {
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(file, limit: Self.limitBytes, followLinks: false)
    } catch {
      throw .unreadable(file: file, reason: error.description)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(file: file, reason: "it is not UTF-8 text; save it as that")
    }
    // The bytes of a line end may be CR LF; a byte order mark may stand first.
    return String(text.replacingOccurrences(of: "\r\n", with: "\n").trimmingPrefix("\u{FEFF}"))
  }
}
