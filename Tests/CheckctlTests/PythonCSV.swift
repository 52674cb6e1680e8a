import Foundation

/// Rows as Python's csv module reads them, a program that is not ours.
enum PythonCSV {
  static func rows(_ text: String) throws -> [[String]] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import csv, io, json, sys; text = sys.stdin.buffer.read().decode('utf-8'); "
        + "print(json.dumps(list(csv.reader(io.StringIO(text, newline=''), strict=True))))",
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode([[String]].self, from: answer)
  }
}
