import Foundation
import SwiftCSV

/// A picture and what is printed on its line.
struct LabelledPicture: Sendable {
  var file: String
  var kind: String
  /// The line in A/B/C/D notation, without spaces; `nil` where there is none.
  var line: String?

  /// What stands between the first two transit symbols, where that is a routing number.
  var routing: String? {
    guard let line else { return nil }
    let parts = line.split(separator: "A", omittingEmptySubsequences: false)
    return parts.dropFirst().dropLast().map { $0.filter(\.isNumber) }.first { $0.utf8.count == 9 }
  }

  enum Failure: Error, CustomStringConvertible {
    case unreadable(file: String, reason: String)
    case missingColumn(file: String, name: String)

    var description: String {
      switch self {
      case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
      case .missingColumn(let file, let name):
        "\(file) has no column '\(name)': its first line names the columns file, micr and, "
          + "where wanted, kind and usable (yes, or neg for a picture without a line)"
      }
    }
  }

  /// Reads a file of tab-separated labels; files are named from `folder`.
  static func all(in labels: String, folder: String) throws(Failure) -> [LabelledPicture] {
    let table: CSV<Named>
    do {
      table = try CSV<Named>(url: URL(filePath: labels), delimiter: .tab)
    } catch {
      throw .unreadable(file: labels, reason: "\(error)")
    }
    for name in ["file", "micr"] where !table.header.contains(name) {
      throw .missingColumn(file: labels, name: name)
    }
    return table.rows.compactMap { row in
      guard let file = row["file"], !file.isEmpty else { return nil }
      let text = (row["micr"] ?? "").filter { $0 != " " }
      let isNegative = row["usable"] == "neg" || text.isEmpty
      return LabelledPicture(
        file: "\(folder)/\(file)", kind: isNegative ? "no line" : row["kind"] ?? "all",
        line: isNegative ? nil : text)
    }
  }
}
