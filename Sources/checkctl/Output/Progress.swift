import CheckPipeline
import Foundation
import Synchronization

/// How fast something grows, over the last seconds.
struct RecentRate {
  private static let windowMilliseconds: Int64 = 10_000
  private static let leastStepMilliseconds: Int64 = 100

  private var samples: [(at: Int64, count: Int)] = []

  /// Notes how far it is, at a time that never goes back.
  mutating func note(_ count: Int, at milliseconds: Int64) {
    if let last = samples.last, milliseconds - last.at < Self.leastStepMilliseconds { return }
    samples.append((milliseconds, count))
    // The last sample before the window is its beginning.
    let start = milliseconds - Self.windowMilliseconds
    let old = samples.prefix { $0.at <= start }.count
    if old > 1 { samples.removeFirst(old - 1) }
  }

  /// The growth in a second, or `nil` while too little is known.
  var perSecond: Double? {
    guard let first = samples.first, let last = samples.last, last.at > first.at else { return nil }
    return Double(last.count - first.count) * 1000 / Double(last.at - first.at)
  }
}

/// How far some work is.
struct Progress: Sendable {
  var planned: Int
  /// How many are submitted, where that goes before the work.
  var submitted: Int
  var done: Int
  /// What follows a number, where what is counted is not one thing each.
  var unit = ""

  init(planned: Int, submitted: Int? = nil, done: Int, unit: String = "") {
    self.unit = unit
    self.planned = planned
    self.submitted = submitted ?? planned
    self.done = done
  }

  init(_ ingest: IngestProgress) {
    self.init(planned: ingest.planned, submitted: ingest.submitted, done: ingest.atRest)
  }
}

extension Progress {
  /// How long it takes until everything is done, where that can be told.
  private func left(_ perSecond: Double?) -> String? {
    guard let perSecond, perSecond > 0, planned > done else { return nil }
    let seconds = (Double(planned - done) / perSecond).rounded(.up)
    guard seconds < 100 * 86_400 else { return nil }
    return seconds < 60 ? "\(Int(seconds)) s left" : (Int(seconds) * 1000).durationText + " left"
  }

  private func rate(_ perSecond: Double?) -> String? {
    perSecond.map { String(format: "%.1f\(unit)/s", $0) }
  }

  /// A line for a log.
  func text(perSecond: Double?) -> String {
    let words =
      submitted < planned
      ? ["\(submitted) of \(planned) submitted", "\(done) done"]
      : ["\(done) of \(planned)\(unit) done"]
    return (words + [rate(perSecond), left(perSecond)].compactMap { $0 }).joined(separator: ", ")
  }

  /// A line with a bar that fits a terminal; what matters least is left out where it is narrow.
  func bar(perSecond: Double?, on terminal: Terminal) -> String {
    // The last column is left free, or some terminals begin another line.
    let width = (terminal.width ?? 80) - 1
    let needed = ["\(done) of \(planned)\(unit) done", left(perSecond)].compactMap { $0 }
    var words = needed.joined(separator: ", ")
    // As wide as the terminal asks, so that it does not jump with the words.
    let length = min(Self.longestBar, width / 3)
    let hasBar = length >= Self.shortestBar && length + 1 + words.count <= width
    let room = hasBar ? width - length - 1 : width
    for more in [rate(perSecond), submittedText].compactMap({ $0 })
    where (words + ", " + more).count <= room { words += ", " + more }
    guard hasBar else { return words.cut(toWidth: max(width, 0)) }
    let share = planned > 0 ? min(1, Double(done) / Double(planned)) : 1
    let full = Int(share * Double(length))
    return String(repeating: "█", count: full).styled(.good, on: terminal)
      + String(repeating: "░", count: length - full).styled(.dim, on: terminal) + " " + words
  }

  private var submittedText: String? {
    submitted < planned ? "\(submitted) submitted" : nil
  }

  private static let longestBar = 40
  private static let shortestBar = 5
}

/// Shows how far work is: one line that is replaced on a terminal, a line every few seconds
/// elsewhere.
final class ProgressLine: Sendable {
  private static let millisecondsBetweenLines: Int64 = 5000
  private static let millisecondsBetweenFrames: Int64 = 100

  private struct State {
    var shown: Int64?
    var rate = RecentRate()
  }

  private let clock = PipelineClock.system
  private let state = Mutex(State())
  private let start: Int64

  init() { start = clock.monotonicMilliseconds() }

  func show(_ progress: Progress) {
    let isBar = Console.isTerminal
    let interval = isBar ? Self.millisecondsBetweenFrames : Self.millisecondsBetweenLines
    let now = clock.monotonicMilliseconds()
    let (isDue, perSecond) = state.withLock { state -> (Bool, Double?) in
      state.rate.note(progress.done, at: now)
      // Short work needs no line in a log.
      let since = state.shown ?? (isBar ? now - interval : start)
      guard now - since >= interval else { return (false, nil) }
      state.shown = now
      return (true, state.rate.perSecond)
    }
    guard isDue else { return }
    if isBar {
      Console.status(progress.bar(perSecond: perSecond, on: .error))
    } else {
      Console.note(progress.text(perSecond: perSecond))
    }
  }

  func clear() { Console.status("") }
}
