import ActionHosting
import Foundation

/// Where the action of a container runs.
public enum Isolation: Sendable, Hashable {
  /// In this process: quickest to start, and what ends an action ends the process.
  case inline
  /// In a process of its own, started from a program that calls `ActionHost.run()` when its only
  /// argument is `ActionHost.argument`.
  case process(program: String)

  /// In processes started from the program that this process runs.
  public static var ownProgram: Isolation {
    #if os(Linux)
      // The very file that runs, also when another took its name meanwhile.
      .process(program: "/proc/self/exe")
    #else
      .process(program: Bundle.main.executablePath ?? CommandLine.arguments[0])
    #endif
  }
}
