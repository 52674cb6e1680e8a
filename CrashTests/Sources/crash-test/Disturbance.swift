import ArgumentParser

/// What happens to the program at a point.
enum Mode: String, ExpressibleByArgument {
  /// It is killed before the call.
  case before
  /// It is killed after the call.
  case after
  /// It is killed when half of a write is done; only writes are counted.
  case half
  /// The call fails once, with an input/output error.
  case fail
  /// The disk is full from this call on, for a while.
  case full
  /// The power is cut before the call.
  case cut

  /// Those that need nothing but the program.
  static let everywhere: [Mode] = [.before, .after, .half, .fail, .full]
}

/// A point at which a run is disturbed, and how.
struct Disturbance: Hashable, CustomStringConvertible, ExpressibleByArgument {
  var mode: Mode
  /// Which of the calls that change the disk is hit, from 1.
  var point: Int

  init(_ mode: Mode, _ point: Int) {
    self.mode = mode
    self.point = point
  }

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let mode = Mode(rawValue: String(parts[0])),
      let point = Int(parts[1]), point >= 1
    else { return nil }
    self.init(mode, point)
  }

  var description: String { "\(mode.rawValue):\(point)" }

  /// What tells the interposer of it.
  var environment: [String: String] {
    ["CRASH_MODE": mode.rawValue, "CRASH_AT": String(point)]
  }
}
