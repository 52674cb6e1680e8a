import Foundation

/// The program under test, and what it is given.
struct Scene: Sendable {
  let program: String
  let interposer: String
  /// The six checks of a small ingest.
  let checks: CheckSet
  private let scratch: String
  /// Which of the runs keep their folders.
  enum Keeping {
    case none, violating, all
  }

  private let keeping: Keeping
  private let isolation: String

  init(
    program: String, interposer: String, samples: String, scratch: String, isolation: String,
    keeping: Keeping
  ) throws {
    self.isolation = isolation
    self.program = program
    self.interposer = interposer
    self.scratch = scratch
    self.keeping = keeping
    for file in [program, interposer] where !FileManager.default.fileExists(atPath: file) {
      throw SceneError("\(file) is not there: build it with script/crash-test")
    }
    checks = try CheckSet(samples: samples, folder: "\(scratch)/input")
  }

  /// Gives `body` an empty place for a run, which is removed afterwards unless it is to be kept.
  func withPlace<Value>(
    _ name: String, _ body: (Place) throws -> (value: Value, isSuspect: Bool)
  ) throws -> Value {
    let place = Place(
      folder: "\(scratch)/\(name.replacingOccurrences(of: ":", with: "-"))", checks: checks)
    try? FileManager.default.removeItem(atPath: place.folder)
    try FileManager.default.createDirectory(
      atPath: place.folder, withIntermediateDirectories: true)
    let (value, isSuspect) = try body(place)
    let isKept = keeping == .all || (keeping == .violating && isSuspect)
    if !isKept { try FileManager.default.removeItem(atPath: place.folder) }
    return value
  }

  /// So many checks, drawn anew, the same each time.
  func drawn(_ count: Int) throws -> CheckSet {
    let folder = "\(scratch)/drawn-\(count)"
    try? FileManager.default.removeItem(atPath: folder)
    return try CheckSet(drawn: count, program: program, folder: folder)
  }

  /// An ingest of the checks, which tells of each that is acknowledged.
  func ingest(_ place: Place) -> Child {
    var child = child(
      "ingest", place.checks.folder, "--format", "json", "--unmasked", "--receipts", place.receipts,
      "--isolation", isolation, in: place)
    child.output = place.output
    child.error = place.error
    return child
  }

  /// A worker.
  func worker(_ arguments: [String] = [], in place: Place) -> Child {
    var child = child("worker", "--isolation", isolation, in: place)
    child.arguments += arguments
    return child
  }

  /// Any other command.
  func child(_ arguments: String..., in place: Place) -> Child {
    Child(program: program, arguments: arguments, environment: ["CHECKCTL_DATA": place.data])
  }

  /// Has the library loaded into a child, and tells it what to do.
  func disturb(
    _ child: Child, _ environment: [String: String], log: String? = nil
  ) -> Child {
    var disturbed = child
    disturbed.environment.merge(environment) { $1 }
    disturbed.environment["LD_PRELOAD"] = interposer
    disturbed.environment["CRASH_LOG"] = log
    return disturbed
  }
}

struct SceneError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
