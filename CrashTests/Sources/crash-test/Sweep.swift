import Dispatch
import Foundation
import Synchronization

/// A run that can be disturbed at a point, and judged.
protocol Disturbable: Sendable {
  /// Disturbs a run, and judges what is left when it was gone on with.
  func run(_ disturbance: Disturbance) throws -> Trial.Verdict
}

/// Runs many trials, several at a time.
struct Sweep {
  let trial: any Disturbable
  let jobs: Int

  func run(_ points: Points) -> Report {
    let state = Mutex((next: 0, report: Report()))
    let (trial, all) = (trial, points.all)
    let begin = Date()
    DispatchQueue.concurrentPerform(iterations: min(jobs, max(all.count, 1))) { _ in
      while true {
        let index = state.withLock { state in
          defer { state.next += 1 }
          return state.next
        }
        guard index < all.count else { return }
        let result = Result { try trial.run(all[index]) }
        state.withLock { state in
          state.report.add(all[index], result)
          state.report.showProgress(of: all.count, since: begin)
        }
      }
    }
    return state.withLock { $0.report }
  }
}

/// What came of a sweep.
struct Report: Sendable {
  private var reached: [Mode: Int] = [:]
  private var runs = 0
  private(set) var violating = 0
  private var errors = 0

  var isClean: Bool { violating == 0 && errors == 0 && !reached.isEmpty }

  mutating func add(_ disturbance: Disturbance, _ result: Result<Trial.Verdict, any Error>) {
    runs += 1
    switch result {
    case .success(let verdict):
      if verdict.hit != nil { reached[disturbance.mode, default: 0] += 1 }
      guard !verdict.violations.isEmpty else { return }
      violating += 1
      Swift.print("VIOLATED \(disturbance), at call \(verdict.hit ?? "none")")
      for violation in verdict.violations { Swift.print("  \(violation)") }
    case .failure(let error):
      errors += 1
      Swift.print("NOT JUDGED \(disturbance): \(error)")
    }
  }

  func showProgress(of total: Int, since begin: Date) {
    guard runs.isMultiple(of: 50) || runs == total else { return }
    let rate = Double(runs) / max(Date().timeIntervalSince(begin), 0.001)
    let left = Int(Double(total - runs) / max(rate, 0.001))
    let line = "\(runs) of \(total) runs, \(violating) violate something, \(left) s left\n"
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }

  func print(points: Int) {
    let modes = (Mode.everywhere + [.cut]).compactMap { mode in
      reached[mode].map { "\($0) \(mode.rawValue)" }
    }
    Swift.print(
      "\(points) points in a run; \(reached.values.reduce(0, +)) of \(runs) runs disturbed "
        + "(\(modes.joined(separator: ", "))); \(violating) violations"
        + (errors == 0 ? "" : "; \(errors) runs could not be judged"))
  }
}
