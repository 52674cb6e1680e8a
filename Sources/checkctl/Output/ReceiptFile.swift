import CheckActions
import CheckPipeline
import Foundation

/// The file that tells which checks were stored, while the command that submits them goes on.
struct ReceiptFile: Sendable {
  private let path: String
  private let file: FileHandle
  private let masking: Masking

  /// The beginning of each line.
  private static let beginning = Array("{\"check\":".utf8)

  /// Opens the file to add to its end, making it where it is not there.
  ///
  /// - Parameter ingesting: The folder whose pictures are submitted.
  /// - Throws: ``CommandFailure`` when it cannot be opened, or is the pipeline's own, one that is
  ///   submitted, or one of anything else than receipts.
  init(_ path: String, ingesting folder: String, inputs: InputFiles, masking: Masking) throws {
    self.path = path
    self.masking = masking
    if let stream = OpenStream.descriptor(path) {
      file = FileHandle(fileDescriptor: stream, closeOnDealloc: false)
      return
    }
    if let problem = inputs.problem(path) ?? Self.problem(path, ingesting: folder) {
      throw CommandFailure("\(path.printable) \(problem): name another file for --receipts")
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CommandFailure(
        "cannot open \(path.printable) for --receipts: \(String(cString: strerror(errno)))")
    }
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try goOn()
  }

  /// `true` if it would be taken for a picture or the manifest of the folder, there already or not.
  private static func problem(_ path: String, ingesting folder: String) -> String? {
    let name = (path as NSString).lastPathComponent
    guard PictureName.isPicture(name) || name == IngestPlan.manifestName,
      let place = FileIdentity(of: LocalFile.folder(of: path)), place == FileIdentity(of: folder)
    else { return nil }
    return "would be submitted with the folder"
  }

  /// Sees that what is there are receipts, and ends a line whose writer died in it, so that it spoils
  /// no other.
  private func goOn() throws {
    var status = stat()
    guard fstat(file.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size > 0
    else { return }
    let reader = open(path, O_RDONLY | O_CLOEXEC)
    guard reader >= 0 else {
      throw CommandFailure(
        "\(path.printable) may not be read, so that nobody knows whether it has receipts: name "
          + "another file for --receipts")
    }
    defer { close(reader) }
    var first = [UInt8](repeating: 0, count: Self.beginning.count)
    let count = max(0, pread(reader, &first, first.count, 0))
    guard count > 0, first.prefix(count) == Self.beginning.prefix(count) else {
      throw CommandFailure(
        "\(path.printable) is there already and has no receipts in it: name another file for "
          + "--receipts, a new one or one to be continued")
    }
    var last = UInt8(ascii: "\n")
    if pread(reader, &last, 1, status.st_size - 1) == 1, last != UInt8(ascii: "\n") {
      try write("\n")
    }
  }

  /// Adds one line.
  ///
  /// - Throws: ``CommandFailure`` when the disk does not take it.
  func add(_ submission: Submission, _ receipt: Receipt) throws {
    let line = Line(
      check: receipt.check, file: masking.fileName(submission.front.name).printable,
      replay: receipt.isReplay)
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
