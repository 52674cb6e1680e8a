import BenchmarkOutput

/// The figures of all trials, by kind.
struct ScoreTable {
  var trials: [Trial]

  func print() {
    var table = TextTable([
      "", "pictures", "exact", "sure and exact", "sure but wrong", "routing", "median", "p95",
    ])
    let kinds = Set(trials.map(\.label.kind)).sorted()
    for kind in kinds { add(kind, trials.filter { $0.label.kind == kind }, to: &table) }
    if kinds.count > 1 { add("all", trials, to: &table) }
    table.print()
  }

  private func add(_ name: String, _ trials: [Trial], to table: inout TextTable) {
    let lines = trials.filter { $0.label.line != nil }
    let routings = trials.compactMap(\.hasRouting)
    let durations = Durations(trials.map(\.time))
    table.add([
      name, "\(trials.count)",
      share(trials.filter(\.isExact).count, of: trials.count),
      share(lines.filter { $0.isSure && $0.isExact }.count, of: lines.count),
      "\(trials.filter(\.isSureButWrong).count)",
      share(routings.filter { $0 }.count, of: routings.count),
      durations.median.text, durations.percentile95.text,
    ])
  }

  private func share(_ count: Int, of whole: Int) -> String {
    guard whole > 0 else { return "-" }
    return "\(count) (\((100 * Double(count) / Double(whole)).rounded(toDigits: 3))%)"
  }
}
