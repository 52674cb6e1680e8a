import ArgumentParser
import Foundation

/// A story in which something goes wrong, and what must hold in it.
struct Scenario: Sendable {
  var name: String
  /// One sentence.
  var summary: String
  /// Plays it, and gives what is violated.
  var play: @Sendable (Stage) throws -> [String]
}

/// Why a scenario cannot be played here.
struct Skipped: Error {
  var reason: String
}

struct ScenarioCommand: ParsableCommand {
  static let all = Scenario.leases + Scenario.faults

  static let configuration = CommandConfiguration(
    commandName: "scenarios",
    abstract: "Play what goes wrong with leases, clocks, disks and neighbours.",
    discussion: """
      \(all.map { "\($0.name): \($0.summary)" }.joined(separator: "\n"))

      Exit code 0 when nothing is violated, 1 when something is or it cannot be run.
      """)

  @OptionGroup var options: SceneOptions

  @Argument(help: "Only these.")
  var names: [String] = []

  func validate() throws {
    for name in names where !Self.all.contains(where: { $0.name == name }) {
      throw ValidationError("there is no scenario '\(name)'")
    }
  }

  func run() throws {
    let scene = try options.scene()
    var failed = false
    for scenario in Self.all where names.isEmpty || names.contains(scenario.name) {
      do {
        let violations = try scene.withPlace(scenario.name) { place in
          let violations = try scenario.play(Stage(scene: scene, place: place))
          return (violations, !violations.isEmpty)
        }
        print("\(violations.isEmpty ? "ok      " : "VIOLATED") \(scenario.name)")
        for violation in violations { print("  \(violation)") }
        failed = failed || !violations.isEmpty
      } catch let skipped as Skipped {
        print("SKIPPED  \(scenario.name): \(skipped.reason)")
      } catch {
        print("NOT JUDGED \(scenario.name): \(error)")
        failed = true
      }
    }
    if failed { throw ExitCode(1) }
  }
}
