import Foundation

/// The program under test, and the six checks that it is given.
struct Scene: Sendable {
  /// What must become of each file.
  ///
  /// Of the two pictures of one check either may be first.
  static let states: [String: Set<String>] = [
    "personal.png": ["deposited", "rejected"],
    "duplicate.png": ["deposited", "rejected"],
    "blank.png": ["rejected"],
    "wrong-check-digit.png": ["review"],
    "two-sides.png": ["deposited"],
    "two-pages.tif": ["deposited"],
  ]
  /// The pictures of one and the same check.
  static let twins = ["personal.png", "duplicate.png"]

  let program: String
  let interposer: String
  /// The folder with the checks.
  let input: String
  private let scratch: String
  /// Which of the runs keep their folders.
  enum Keeping {
    case none, violating, all
  }

  private let keeping: Keeping

  init(
    program: String, interposer: String, samples: String, scratch: String, keeping: Keeping
  ) throws {
    self.program = program
    self.interposer = interposer
    self.scratch = scratch
    self.keeping = keeping
    for file in [program, interposer] where !FileManager.default.fileExists(atPath: file) {
      throw SceneError("\(file) is not there: build it with script/crash-test")
    }
    input = "\(scratch)/input"
    try? FileManager.default.removeItem(atPath: input)
    try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
    let manifest = try String(contentsOfFile: "\(samples)/manifest.csv", encoding: .utf8)
    let wanted = manifest.split(separator: "\n").enumerated().filter { index, line in
      index == 0 || Self.states[String(line.prefix { $0 != "," })] != nil
    }
    try wanted.map { $0.element + "\n" }.joined()
      .write(toFile: "\(input)/manifest.csv", atomically: false, encoding: .utf8)
    for file in Array(Self.states.keys) + ["two-sides-rear.png"] {
      try FileManager.default.copyItem(atPath: "\(samples)/\(file)", toPath: "\(input)/\(file)")
    }
  }

  /// Gives `body` an empty place for a run, which is removed afterwards unless it is to be kept.
  func withPlace<Value>(
    _ name: String, _ body: (Place) throws -> (value: Value, isSuspect: Bool)
  ) throws -> Value {
    let place = Place(folder: "\(scratch)/\(name.replacingOccurrences(of: ":", with: "-"))")
    try? FileManager.default.removeItem(atPath: place.folder)
    try FileManager.default.createDirectory(
      atPath: place.folder, withIntermediateDirectories: true)
    let (value, isSuspect) = try body(place)
    let isKept = keeping == .all || (keeping == .violating && isSuspect)
    if !isKept { try FileManager.default.removeItem(atPath: place.folder) }
    return value
  }

  /// An ingest of the checks, which tells of each that is acknowledged.
  func ingest(_ place: Place) -> Child {
    var child = child(
      "ingest", input, "--format", "json", "--unmasked", "--receipts", place.receipts, in: place)
    child.output = place.output
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

/// Where one run has its files.
struct Place {
  let folder: String
  /// The data folder of the program under test.
  var data: String

  init(folder: String) {
    self.folder = folder
    data = "\(folder)/data"
  }

  /// What the client was told, check by check, while the ingest went on.
  var receipts: String { "\(folder)/receipts" }
  /// What the last ingest printed.
  var output: String { "\(folder)/output" }
  /// The call at which the run was disturbed.
  var log: String { "\(folder)/log" }
}

struct SceneError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
