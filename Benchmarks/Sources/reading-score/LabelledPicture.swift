import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs
import MICR
import SwiftCSV

/// A picture and what is printed on its line.
struct LabelledPicture: Sendable {
  /// Where its pixels come from.
  enum Source: Sendable {
    case file(String)
    case rendering(Condition, seed: UInt64)
    /// One whose line has a format of the table.
    case formatted(Condition, seed: UInt64, LineFormat)
  }

  var source: Source
  var kind: String
  /// The line in A/B/C/D notation, without spaces; `nil` where there is none.
  var line: String?

  /// The routing number on the line, where it has one.
  var routing: String? { line.flatMap { MICRFields(parsing: $0).routing } }

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

  /// Checks drawn under some conditions.
  static func rendered(
    _ conditions: [Condition], count: Int, seed: UInt64
  ) -> [LabelledPicture] {
    conditions.flatMap { condition in
      (0..<UInt64(max(count, 0))).map { number in
        LabelledPicture(
          source: .rendering(condition, seed: seed + number), kind: condition.rawValue,
          line: RenderedCheck.line(condition, seed: seed + number))
      }
    }
  }

  /// Checks drawn under some conditions, with the formats of the table in turn.
  static func formatted(
    _ conditions: [Condition], count: Int, seed: UInt64
  ) -> [LabelledPicture] {
    let formats = LineFormats.standard.all
    return conditions.filter { $0 != .noLine }.flatMap { condition in
      (0..<max(count, 0)).map { number in
        let seed = seed + UInt64(number)
        let format = formats[number % formats.count]
        return LabelledPicture(
          source: .formatted(condition, seed: seed, format), kind: condition.rawValue,
          line: RenderedCheck.line(condition, seed: seed, format: format))
      }
    }
  }

  /// Decodes or draws the picture.
  func image() throws -> GrayImage {
    switch source {
    case .file(let path):
      try ImageDecoder.decodeGray([UInt8](Data(contentsOf: URL(filePath: path))))
    case .rendering(let condition, let seed): RenderedCheck(condition, seed: seed).image
    case .formatted(let condition, let seed, let format):
      RenderedCheck(condition, seed: seed, format: format).image
    }
  }

  /// The file's name, or the condition and the seed.
  var name: String {
    switch source {
    case .file(let path): (path as NSString).lastPathComponent
    case .rendering(let condition, let seed): "\(condition.rawValue) \(seed)"
    case .formatted(let condition, let seed, let format):
      "\(condition.rawValue) \(seed) \(format.name)"
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
        source: .file("\(folder)/\(file)"), kind: isNegative ? "no line" : row["kind"] ?? "all",
        line: isNegative ? nil : text)
    }
  }
}
