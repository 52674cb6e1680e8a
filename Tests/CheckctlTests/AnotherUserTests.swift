import Foundation
import Testing

/// A data folder that is another user's.
@Suite struct AnotherUserTests {
  private static let isRoot = geteuid() == 0

  @Test(.enabled(if: isRoot, "only root may run the program as another user"))
  func isToldOfPermissionAndNotToDeposit() throws {
    try Program.withData { program throws in
      // A program that another user may run, wherever the tests were built.
      let copy = Program.newFolder() + "-checkctl"
      defer { unlink(copy) }
      try FileManager.default.copyItem(atPath: Program.executable.path, toPath: copy)
      chmod(copy, 0o755)
      func run(_ arguments: String...) throws -> Program.Outcome {
        let (out, error) = (Pipe(), Pipe())
        let child = try ChildProcess(
          "/usr/bin/env",
          ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", copy] + arguments,
          environment: ["PATH": "/usr/bin:/bin", "CHECKCTL_DATA": program.data],
          streams: [FileHandle.nullDevice, out, error])
        let text = out.fileHandleForReading.readDataToEndOfFile()
        let note = error.fileHandleForReading.readDataToEndOfFile()
        return Program.Outcome(
          code: child.end(), out: String(decoding: text, as: UTF8.self),
          error: String(decoding: note, as: UTF8.self))
      }
      #expect(try run("list").error.contains("there is no data in \(program.data) yet"))
      _ = try program.run(
        "deposit", "\(Program.samples)/personal.png", "--account", "1", "--amount", "19.99")
      for mode in [0o700, 0o711, 0o755] as [mode_t] {
        chmod(program.data, mode)
        for command in ["list", "purge"] {
          let outcome = try run(command)
          #expect(outcome.code == 1)
          #expect(outcome.error.contains("no permission for the data folder \(program.data)"))
          #expect(outcome.error.contains("of user root: work as that user"))
          #expect(outcome.error.contains("--data"))
        }
      }
    }
  }
}
