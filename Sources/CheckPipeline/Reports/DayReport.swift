import CSVWriting
import CheckActions
import Foundation

/// What happened on one day in the bank's time zone, and how the ledger went from its beginning to its
/// end.
public struct DayReport: Sendable, Hashable {
  /// A figure of the report.
  public struct Line: Sendable, Hashable, Codable {
    /// What it belongs to.
    public var section: Section
    /// What is counted.
    public var name: String
    /// How many there are.
    public var count: Int
    /// What they add up to, in cents; `nil` where nothing is added up.
    public var amount: Cents?
  }

  /// The parts of the report, in their order.
  public enum Section: String, Sendable, Hashable, Codable, CaseIterable {
    /// Checks that were received that day, by where they stand now.
    case received
    /// Why checks that were received that day were not simply deposited; a check may have several.
    case reasons
    /// Those of them that were stopped as duplicates.
    case duplicates
    /// Entries of the ledger of that day, by kind.
    case ledger
    /// What depositors are owed and what payor banks owe, at both ends of the day.
    case balances
    /// Holds that were placed, that ended, and that are left at the end of the day.
    case holds
    /// Letters, by what became of them that day.
    case letters
    /// What banks sent back or adjusted, by what was done with it.
    case returns
  }

  /// The day.
  public var day: CalendarDay
  /// The time zone that it is a day of.
  public var timeZone: String
  /// The figures, section by section.
  public var lines: [Line]
  /// What is left when both sides of the ledger and the movements of the day are set against each
  /// other: zero, or the ledger is damaged.
  public var difference: Cents
}

extension DayReport {
  /// The lines of a section.
  public func lines(_ section: Section) -> [Line] { lines.filter { $0.section == section } }

  /// As CSV with a header: section, name, count, amount in dollars and cents.
  public var csv: String {
    var table = CSVTable(["section", "name", "count", "amount"], for: .spreadsheet)
    for line in lines {
      table.add([line.section.rawValue, line.name, "\(line.count)", line.amount?.plain ?? ""])
    }
    return table.text
  }
}

extension Cents {
  /// Dollars and cents without separators, as CSV has them.
  var plain: String {
    let cents = abs(value) % 100
    return "\(value < 0 ? "-" : "")\(abs(value) / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}
