import CheckActions
import MICR

/// What a reviewer sets right; what is `nil` stays as it is.
public struct Correction: Sendable, Hashable {
  /// The whole line, in A/B/C/D notation; spaces do not matter.
  public var line: String?
  /// The amount on the check.
  public var amount: Cents?
  /// The account to credit.
  public var account: String?

  /// Makes a correction from its parts.
  public init(line: String? = nil, amount: Cents? = nil, account: String? = nil) {
    self.line = line
    self.amount = amount
    self.account = account
  }

  /// Whether nothing is set right.
  public var isEmpty: Bool { self == Correction() }
}

extension Correction {
  /// The line that a person means who typed it whole, or single characters of the present one by
  /// their places: `5=8 12=C`, counted from 1 without spaces.
  ///
  /// - Throws: ``PipelineError/badLine(_:reason:)``.
  public static func line(
    _ typed: String, changing present: String?
  ) throws(PipelineError) -> String {
    let typed = typed.uppercased()
    guard typed.contains("=") else { return try checked(typed) }
    var line = Array(present ?? "")
    let columns = line.indices.filter { line[$0] != " " }
    for change in typed.split(separator: " ") {
      let sides = change.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, sides[1].count == 1, let character = sides[1].first,
        MICRCharacter(rawValue: character) != nil, let place = Int(sides[0]),
        (1...max(columns.count, 1)).contains(place), !columns.isEmpty
      else {
        throw .badLine(
          typed,
          reason: "give the place of a character, 1 to \(columns.count), and what it is: 5=8")
      }
      line[columns[place - 1]] = character
    }
    return try checked(String(line))
  }

  /// The line, where it can stand for a check.
  ///
  /// - Throws: ``PipelineError/badLine(_:reason:)``.
  static func checked(_ line: String) throws(PipelineError) -> String {
    guard line.utf8.count <= 200,
      line.allSatisfy({ $0 == " " || MICRCharacter(rawValue: $0) != nil })
    else {
      throw .badLine(line, reason: "give digits and A, B, C, D, at most 200 in all")
    }
    let fields = MICRFields(parsing: line)
    guard fields.routing != nil, fields.account != nil else {
      throw .badLine(
        line, reason: "it needs a routing number between two A, and an account ended by C")
    }
    return line
  }
}
