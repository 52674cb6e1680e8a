import CheckActions
import CheckImaging
import CheckPipeline
import Drawing
import Foundation

/// A day's report as it is printed; amounts in cents.
struct DayView: Encodable {
  var day: String
  var timeZone: String
  var difference: Cents
  var lines: [DayReport.Line]

  init(_ report: DayReport) {
    day = report.day.description
    timeZone = report.timeZone
    difference = report.difference
    lines = report.lines
  }

  var text: String {
    var table = Table("SECTION", "WHAT", ">COUNT", ">AMOUNT")
    var last: DayReport.Section?
    for line in lines {
      table.add(
        line.section == last ? "" : line.section.rawValue, line.name,
        line.section == .balances ? "" : "\(line.count)", line.amount?.description ?? "")
      last = line.section
    }
    let verdict = difference == Cents(0) ? "The day balances." : "Out of balance by \(difference)."
    return "\(day), \(timeZone)\n\(table.text)\n\(verdict)"
  }
}

/// An account's statement as it is printed; amounts in cents.
struct StatementView: Encodable {
  struct Row: Encodable {
    var at: Date
    var kind: LedgerEntry.Kind
    var check: CheckID
    var change: Cents
    var balance: Cents
    var memo: String
  }

  var account: String
  var balance: Cents
  var available: Cents
  var held: Cents
  var movements: [Row]
  var earlierMovements: Int

  init(_ report: AccountReport, _ masking: Masking) {
    account = masking.account(report.account.number)
    balance = report.account.balance
    available = report.account.available
    held = report.account.held
    earlierMovements = report.earlierMovements
    movements = report.movements.map {
      Row(
        at: $0.at, kind: $0.kind, check: $0.check, change: $0.change, balance: $0.balance,
        memo: $0.memo.printable)
    }
  }

  var text: String {
    var table = Table("WHEN (UTC)", "KIND", ">CHECK", ">CHANGE", ">BALANCE", "~WHY")
    for row in movements {
      table.add(
        row.at.text, row.kind.rawValue, "\(row.check)", row.change.description,
        row.balance.description, row.memo)
    }
    let earlier =
      earlierMovements > 0 ? "\n\(earlierMovements) earlier movements: --limit shows more" : ""
    return "Account \(account): \(balance), of which \(available) is available\n\(table.text)"
      + earlier
  }
}

/// The items of a day, by where they stand, as a picture.
enum DayChart {
  static func draw(_ report: DayReport) -> ColorImage {
    let states = report.lines(.received).filter { $0.name != "all" }
    var chart = DotChart(
      title: "Checks received on \(report.day)", axisTitle: "number of checks",
      series: [DotChart.Series("checks", ChartTheme.blue)], marks: ["number"],
      groups: states.map { line in
        DotChart.Group(
          line.name, notes: [],
          rows: [DotChart.Row(series: 0, values: [Double(line.count)])])
      })
    let all = report.lines(.received).first { $0.name == "all" }
    chart.subtitle = "\(all?.count ?? 0) checks, \((all?.amount ?? Cents(0)).description) in all"
    chart.figure = { String(Int($0)) }
    return chart.draw()
  }
}
