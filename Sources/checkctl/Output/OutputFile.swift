import CheckActions
import CheckImaging
import Foundation
import ImageCodecs

/// A file that a command writes where its user says: whole or not at all, in the place of another only
/// when asked to, and never in the place of what the command reads.
struct OutputFile: Sendable {
  private enum Place {
    /// A stream that is open already.
    case stream(Int32)
    /// A device or a pipe, which takes bytes as they come.
    case device
    case file
  }

  private let path: String
  private let replaces: Bool
  private let inputs: InputFiles
  private let mode: mode_t
  private let syncs: Bool

  /// Takes a path, and looks at once whether it may be written to: before the work is done.
  ///
  /// - Parameters:
  ///   - path: The file; a symbolic link is not followed but replaced, and what it leads to stays.
  ///   - replaces: Whether a file that is there is replaced.
  ///   - inputs: What the command reads.
  ///   - mode: Who may do what with the file, within the process's mask.
  ///   - syncs: Whether its bytes are on the disk before it has its name.
  /// - Throws: ``CommandFailure``.
  init(
    _ path: String, replaces: Bool, inputs: InputFiles = InputFiles(), mode: mode_t = 0o666,
    syncs: Bool = true
  ) throws(CommandFailure) {
    self.path = path
    self.replaces = replaces
    self.inputs = inputs
    self.mode = mode
    self.syncs = syncs
    _ = try place()
  }

  /// Writes the file.
  ///
  /// - Throws: ``CommandFailure``; nothing half-written is left then.
  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    let place = try place()
    do throws(LocalFile.Failure) {
      switch place {
      case .stream(let descriptor): try LocalFile.write(bytes, to: descriptor)
      case .device: try writeDevice(bytes)
      case .file: try writeFile(bytes)
      }
    } catch .system(_, EEXIST) {
      throw Self.isThere(path)
    } catch {
      throw CommandFailure(
        "cannot write \(path): \(error); see that its disk has room, or name another file")
    }
  }

  /// Writes a picture as PNG.
  ///
  /// - Throws: ``CommandFailure``, or `ImageCodecError`.
  func write(_ picture: ColorImage) throws { try write(PNGCodec.encode(picture)) }

  private func writeFile(_ bytes: [UInt8]) throws(LocalFile.Failure) {
    let temporary = LocalFile.temporary(beside: path)
    try LocalFile.create(temporary, bytes: bytes, sync: syncs, mode: mode)
    do throws(LocalFile.Failure) {
      try LocalFile.takeName(path, from: temporary, replacing: replaces)
    } catch {
      unlink(temporary)
      throw error
    }
    // A folder that may be written to and not read takes files all the same.
    if syncs { try? LocalFile.sync(LocalFile.folder(of: path)) }
  }

  private func writeDevice(_ bytes: [UInt8]) throws(LocalFile.Failure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    try LocalFile.write(bytes, to: descriptor)
  }

  private func place() throws(CommandFailure) -> Place {
    if let descriptor = OpenStream.descriptor(path) {
      guard !inputs.contains(descriptor) else {
        throw CommandFailure("\(path) is a file that this command reads: send it to another")
      }
      return .stream(descriptor)
    }
    guard !path.isEmpty else { throw CommandFailure("the name of an output is empty: name a file") }
    var status = stat()
    let isThere = stat(path, &status) == 0
    if path.hasSuffix("/") || (isThere && status.st_mode & S_IFMT == S_IFDIR) {
      throw CommandFailure("\(path) is a folder: name a file in it")
    }
    if isThere, [S_IFCHR, S_IFIFO].contains(status.st_mode & S_IFMT) { return .device }
    if let problem = inputs.problem(path) {
      throw CommandFailure("\(path) \(problem): name another file")
    }
    guard !isThere || status.st_mode & S_IFMT == S_IFREG else {
      throw CommandFailure("\(path) is a disk or a socket: name a file")
    }
    let folder = LocalFile.folder(of: path)
    guard access(folder, W_OK | X_OK) == 0 else {
      throw CommandFailure(
        "cannot write \(path): the folder \(folder): \(String(cString: strerror(errno))); see "
          + "that it is there and that you may write in it")
    }
    guard replaces || lstat(path, &status) != 0 else { throw Self.isThere(path) }
    return .file
  }

  /// The refusal to replace a file.
  static func isThere(_ path: String) -> CommandFailure {
    CommandFailure("\(path) is there already: give --force to replace it, or name another file")
  }
}
