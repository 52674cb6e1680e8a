import Foundation

/// This program once more, in a process of its own.
enum ChildProcess {
  struct Failed: Error {
    var status: Int32
  }

  /// Runs it, and gives what it printed, divided at tabs.
  static func lines(_ arguments: [String]) throws -> [String] {
    let child = Process()
    child.executableURL = URL(filePath: CommandLine.arguments[0])
    child.arguments = arguments
    let output = Pipe()
    child.standardOutput = output
    try child.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    child.waitUntilExit()
    guard child.terminationStatus == 0 else { throw Failed(status: child.terminationStatus) }
    return text.trimmingCharacters(in: .newlines)
      .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }

  /// The peak of this process's resident memory.
  static func peakBytes() -> Int {
    #if os(Linux)
      // Not from getrusage, whose peak begins with that of the process which started this one.
      let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      return (Int(line?.filter(\.isNumber) ?? "") ?? 0) * 1024
    #else
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}
