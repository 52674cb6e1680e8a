import CheckPipeline
import Foundation

/// The file that tells which checks were stored, while the command that submits them goes on.
struct ReceiptFile: Sendable {
  private let path: String
  private let file: FileHandle
  private let masking: Masking

  /// Opens the file to add to its end, making it where it is not there.
  ///
  /// - Throws: ``CommandFailure`` when it cannot be opened.
  init(_ path: String, masking: Masking) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CommandFailure(
        "cannot open \(path.printable) for --receipts: \(String(cString: strerror(errno)))")
    }
    self.path = path
    self.masking = masking
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try endLine()
  }

  /// Ends a line whose writer died in it, so that it spoils no other.
  private func endLine() throws {
    var status = stat()
    guard fstat(file.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return
    }
    let reader = open(path, O_RDONLY | O_CLOEXEC)
    guard reader >= 0 else { return }
    defer { close(reader) }
    var last = UInt8(ascii: "\n")
    if pread(reader, &last, 1, status.st_size - 1) == 1, last != UInt8(ascii: "\n") {
      try write("\n")
    }
  }

  /// Adds one line.
  ///
  /// - Throws: ``CommandFailure`` when the disk does not take it.
  func add(_ submission: Submission, _ receipt: Receipt) throws {
    let name = (submission.front as NSString).lastPathComponent
    let line = Line(
      check: receipt.check, file: masking.fileName(name).printable, replay: receipt.isReplay)
    try write(try JSONLine.text(line) + "\n")
  }

  private func write(_ text: String) throws {
    do {
      try file.write(contentsOf: Data(text.utf8))
    } catch {
      throw CommandFailure(
        "cannot write to \(path.printable): see that the disk has room; "
          + "what was submitted is stored, and the same command goes on")
    }
  }

  private struct Line: Encodable {
    var check: CheckID
    var file: String
    var replay: Bool
  }
}
