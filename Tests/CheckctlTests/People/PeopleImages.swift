import Foundation
import Testing

/// The images that people submit in a sequence: of a few checks two each, and some of the samples.
struct PeopleImages: Sendable {
  static let rear = Program.samples + "/two-sides-rear.png"

  /// An image of each check.
  let firsts: [String]
  /// Another image of each of them.
  let seconds: [String]
  /// Images with which something is wrong.
  let samples: [String]

  var all: [String] { firsts + seconds + samples }

  /// Draws them beside the data folder's other files, and sets the policy.
  init(_ program: Program, seed: UInt64, checks: UInt64 = 5) throws {
    let folder = program.data + "/drawn"
    func draw(_ number: UInt64, _ name: String, _ more: [String]) throws -> String {
      let target = "\(folder)/\(name)-\(number)"
      let outcome = try program.run(
        ["sample", "render", "--seed", "\(seed &* 100 &+ number)", "--out", target] + more)
      try #require(outcome.code == 0, "\(outcome.error)")
      let names = try FileManager.default.contentsOfDirectory(atPath: target)
      return "\(target)/\(try #require(names.first))"
    }
    // The same seed draws the same check, and noise another image of it.
    firsts = try (0..<checks).map { try draw($0, "first", []) }
    seconds = try (0..<checks).map { try draw($0, "second", ["--noise", "3"]) }
    samples = [
      "wrong-check-digit", "unknown-bank", "amount-differs", "unreadable-line", "canadian",
      "personal", "duplicate",
    ].map { "\(Program.samples)/\($0).png" }
    try Self.setPolicy(of: program)
    for number in 0..<2 {
      try FileManager.default.createDirectory(
        atPath: "\(program.data)/desk-\(number)", withIntermediateDirectories: true)
    }
  }

  /// Sets a policy with which each deposited check goes into a letter, and may be presented again.
  static func setPolicy(of program: Program) throws {
    let policy = try program.run("policy", "show").out
      .replacingOccurrences(of: "\"makesRearSides\" : false", with: "\"makesRearSides\" : true")
      .replacingOccurrences(of: "\"presentsAgain\" : false", with: "\"presentsAgain\" : true")
    try FileManager.default.createDirectory(
      atPath: program.data, withIntermediateDirectories: true)
    try Data(policy.utf8).write(to: URL(fileURLWithPath: program.data + "/policy.json"))
  }
}
