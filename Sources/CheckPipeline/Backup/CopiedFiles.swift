import CheckActions
import Hashing
import Foundation

/// Copies files so that many are on their way to the disk before the first is waited for, and takes
/// the SHA-256 of each on the way.
///
/// Nothing is durable before ``finish()``.
final class CopiedFiles {
  private static let largestGroup = 256

  private struct Copy {
    var temporary: String?
    var path: String
    var written: String { temporary ?? path }
  }

  private var group: [Copy] = []
  private var folders: Set<String> = []

  /// Copies a file to a new one of mode 0600, and gives its size and its SHA-256.
  ///
  /// - Parameters:
  ///   - temporary: Where the bytes lie until they are durable; `nil` where nobody looks at `path`.
  ///   - isWanted: Asked with the SHA-256 before the copy gets its name; it is removed again where
  ///     this throws.
  /// - Throws: ``BackupError``.
  func add(
    _ source: String, to path: String, temporary: String?,
    isWanted: (_ bytes: Int, _ checksum: String) throws -> Void
  ) throws {
    let copy = Copy(temporary: temporary, path: path)
    try makeFolder(LocalFile.folder(of: path))
    let (bytes, checksum) = try Self.copy(source, to: copy.written)
    do {
      try isWanted(bytes, checksum)
    } catch {
      unlink(copy.written)
      throw error
    }
    LocalFile.beginSync(copy.written)
    group.append(copy)
    if group.count >= Self.largestGroup { try flush() }
  }

  /// Has the names in a folder made durable at the end, and makes the folder where it is not there.
  func makeFolder(_ folder: String) throws {
    guard folders.insert(folder).inserted else { return }
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw BackupError.unwritable(folder, reason: String(cString: strerror(errno)))
    }
    folders.insert(LocalFile.folder(of: folder))
  }

  /// Makes all copies durable under their names.
  func finish() throws {
    try flush()
    for folder in folders.sorted() {
      do {
        try LocalFile.sync(folder)
      } catch {
        throw BackupError.unwritable(folder, reason: error.description)
      }
    }
  }

  private func flush() throws {
    for copy in group {
      do throws(LocalFile.Failure) {
        try LocalFile.sync(copy.written)
        if let temporary = copy.temporary, rename(temporary, copy.path) != 0 {
          throw .system(call: "rename", code: errno)
        }
      } catch {
        throw BackupError.unwritable(copy.path, reason: error.description)
      }
    }
    group = []
  }

  /// The size and the SHA-256 of a file.
  ///
  /// - Throws: ``BackupError/unreadable(_:reason:)``.
  static func measure(_ path: String) throws(BackupError) -> (bytes: Int, checksum: String) {
    var hash = SHA256()
    var bytes = 0
    do {
      let pieces = try FilePieces(path)
      while case let piece = try pieces.next(), !piece.isEmpty {
        hash.update(piece)
        bytes += piece.count
      }
    } catch {
      throw .unreadable(path, reason: error.description)
    }
    return (bytes, hash.finalize().hexadecimal)
  }

  private static func copy(_ source: String, to path: String) throws -> (Int, String) {
    let pieces: FilePieces
    do {
      pieces = try FilePieces(source)
    } catch .system(_, ENOENT) {
      throw SourceGone()
    } catch {
      throw BackupError.unreadable(source, reason: error.description)
    }
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw BackupError.unwritable(path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    do {
      var hash = SHA256()
      var bytes = 0
      while true {
        let piece: [UInt8]
        do {
          piece = try pieces.next()
        } catch {
          throw BackupError.unreadable(source, reason: error.description)
        }
        guard !piece.isEmpty else { return (bytes, hash.finalize().hexadecimal) }
        hash.update(piece)
        bytes += piece.count
        do {
          try LocalFile.write(piece, to: descriptor)
        } catch {
          throw BackupError.unwritable(path, reason: error.description)
        }
      }
    } catch {
      unlink(path)
      throw error
    }
  }
}

/// The file to copy is not there.
struct SourceGone: Error {}
