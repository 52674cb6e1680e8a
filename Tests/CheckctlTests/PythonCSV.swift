import Foundation

/// Rows as Python's csv module reads them, a program that is not ours.
enum PythonCSV {
  private static let script = """
    import csv, io, json, sys
    text = sys.stdin.buffer.read().decode("utf-8")
    print(json.dumps(list(csv.reader(io.StringIO(text, newline=""), strict=True))))
    """

  static func rows(_ text: String) throws -> [[String]] {
    let input = Pipe()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let read = try Program(data: "").run(
      executable: "/usr/bin/env", ["python3", "-c", script], input: input)
    return try JSONDecoder().decode([[String]].self, from: Data(read.out.utf8))
  }
}
