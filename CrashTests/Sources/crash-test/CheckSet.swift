import Foundation

/// A folder of checks, and what must become of each.
struct CheckSet: Sendable {
  var folder: String
  /// The states in which each file may end.
  var states: [String: Set<String>]
  /// Two pictures of one and the same check, of which either may be first; none where empty.
  var twins: [String] = []

  /// Six of the samples: accepted, duplicate, rejected, for review, with a rear side, and a TIFF.
  init(samples: String, folder: String) throws {
    self.folder = folder
    states = [
      "personal.png": ["deposited", "rejected"],
      "duplicate.png": ["deposited", "rejected"],
      "blank.png": ["rejected"],
      "wrong-check-digit.png": ["review"],
      "two-sides.png": ["deposited"],
      "two-pages.tif": ["deposited"],
    ]
    twins = ["personal.png", "duplicate.png"]
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let manifest = try String(contentsOfFile: "\(samples)/manifest.csv", encoding: .utf8)
    let wanted = manifest.split(separator: "\n").enumerated().filter { index, line in
      index == 0 || states[String(line.prefix { $0 != "," })] != nil
    }
    try wanted.map { $0.element + "\n" }.joined()
      .write(toFile: "\(folder)/manifest.csv", atomically: false, encoding: .utf8)
    for file in Array(states.keys) + ["two-sides-rear.png"] {
      try FileManager.default.copyItem(atPath: "\(samples)/\(file)", toPath: "\(folder)/\(file)")
    }
  }

  /// Checks as the program draws them, each to be deposited.
  init(drawn count: Int, program: String, folder: String) throws {
    self.folder = folder
    let child = Child(
      program: program,
      arguments: [
        "sample", "render", "--count", "\(count)", "--seed", "11", "--out", folder,
      ], environment: [:])
    guard try child.run() == .exited(0) else { throw SceneError("cannot draw checks") }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".png") }
    guard files.count == count else {
      throw SceneError("\(files.count) of \(count) checks are drawn")
    }
    states = Dictionary(uniqueKeysWithValues: files.map { ($0, ["deposited"]) })
  }
}
