import CheckRendering
import Foundation
import Testing

/// Files made to harm whoever decodes them, read by a process that the system gives little memory.
@Suite(.timeLimit(.minutes(10))) struct HostilePictureTests {
  @Test(.disabled(if: Program.isSanitized, "a sanitizer needs more address space than the bound"))
  func noneTakesMoreMemoryThanItsBound() throws {
    let folder = Program.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = HostileFile.all
    for (index, file) in files.enumerated() {
      try Data(file.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(index).png"))
    }
    // A grey picture of 50 million pixels, what is made of it on the way, and the program itself.
    let limitKibibytes = 600 << 10
    let output = Pipe()
    let shell = try ChildProcess(
      "/bin/sh",
      [
        "-c", "ulimit -v \(limitKibibytes) && exec \"$0\" read \"$1\" --slots 1 --format json",
        Program.executable.path, folder,
      ], environment: ProcessInfo.processInfo.environment,
      streams: [FileHandle.nullDevice, output, FileHandle.standardError])
    let lines = output.fileHandleForReading.readDataToEndOfFile().split(separator: 0x0A)
    // Some are no picture that can be read.
    #expect(shell.end() == 1)
    #expect(lines.count == files.count)
  }
}
