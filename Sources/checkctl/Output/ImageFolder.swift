import CheckActions
import Foundation

/// A folder that images are written to, each whole or not at all.
struct ImageFolder {
  private let path: String
  private let replaces: Bool

  /// Takes a folder, and makes it where it is missing.
  ///
  /// - Throws: ``CommandFailure``.
  init(_ path: String, replaces: Bool) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure("cannot make the folder \(path): name one in a writable folder")
    }
    self.path = path
    self.replaces = replaces
  }

  /// Writes a file under another name, and gives it its own once it is whole.
  ///
  /// - Throws: ``CommandFailure``, also when a file of the name is there and must not be replaced.
  func write(_ bytes: [UInt8], as name: String) throws {
    let file = "\(path)/\(name)"
    let partial = "\(path)/.\(name).\(getpid()).partial"
    // Of this process's number there is none but a dead one's.
    unlink(partial)
    defer { unlink(partial) }
    do throws(LocalFile.Failure) {
      try LocalFile.create(partial, bytes: bytes, sync: false)
    } catch {
      throw CommandFailure("cannot write \(file): \(error); see that its disk has room")
    }
    // A link fails where a file is, and a rename replaces it.
    let failed = replaces ? rename(partial, file) != 0 : link(partial, file) != 0
    guard failed else { return }
    let code = errno
    guard code != EEXIST else {
      throw CommandFailure(
        "\(file) is there already: give --force to replace it, or name another folder")
    }
    throw CommandFailure("cannot write \(file): \(String(cString: strerror(code)))")
  }
}
