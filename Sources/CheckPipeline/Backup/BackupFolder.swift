import CheckActions
import Foundation

/// The folder of a backup, locked: one process works on it at a time.
final class BackupFolder {
  private static let lockName = "backup.lock"
  /// The first line of the lock, which tells a backup from any other folder.
  private static let signature = Array("check-deposit backup\n".utf8)
  /// Names that a new file system has.
  private static let ignored: Set<String> = ["lost+found"]

  let path: String
  private let descriptor: Int32

  /// Takes a folder to write a backup into, making it where it is not there.
  ///
  /// - Throws: ``BackupError/occupied(_:)``, ``BackupError/overlaps(_:data:)``,
  ///   ``BackupError/noParent(_:)``, ``BackupError/busy(_:)`` or ``BackupError/unwritable(_:reason:)``.
  init(writing path: String, of data: DataFolder) throws {
    let place = Self.real(path)
    let dataPlace = Self.real(data.path)
    guard place != dataPlace, !place.hasPrefix(dataPlace + "/"), !dataPlace.hasPrefix(place + "/")
    else { throw BackupError.overlaps(path, data: data.path) }
    if mkdir(place, 0o700) == 0 {
      try? LocalFile.sync(LocalFile.folder(of: place))
    } else if errno != EEXIST {
      guard errno != ENOENT else { throw BackupError.noParent(path) }
      throw BackupError.unwritable(path, reason: String(cString: strerror(errno)))
    }
    let isSigned = try Self.isSigned(place, named: path)
    let lock = "\(place)/\(Self.lockName)"
    descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw BackupError.unwritable(lock, reason: String(cString: strerror(errno)))
    }
    self.path = place
    try FolderLock.take(descriptor, LOCK_EX, lock: lock, of: path)
    if !isSigned { try sign(lock) }
    for folder in [temporaries, "\(place)/images", "\(place)/files"] {
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw BackupError.unwritable(folder, reason: String(cString: strerror(errno)))
      }
    }
  }

  /// Returns whether the folder's lock says that it is a backup; an empty folder is about to be one.
  ///
  /// - Throws: ``BackupError/occupied(_:)`` where it is another's folder.
  private static func isSigned(_ place: String, named path: String) throws(BackupError) -> Bool {
    let names = Set(LocalStatus.names(in: place)).subtracting(ignored)
    let line = try? LocalFile.read("\(place)/\(lockName)", limit: 4096)
    if let line, line.starts(with: signature) { return true }
    if names.isEmpty { return false }
    // Whoever made the lock may have died before its line was whole.
    if names == [lockName], let line, signature.starts(with: line) { return false }
    // An earlier version left the lock empty.
    guard names.contains(BackupManifest.name), try BackupManifest.read(in: place) != nil else {
      throw .occupied(path)
    }
    return false
  }

  private func sign(_ lock: String) throws {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw BackupError.unwritable(lock, reason: String(cString: strerror(errno)))
    }
    do throws(LocalFile.Failure) {
      try LocalFile.write(Self.signature, to: descriptor)
      try LocalFile.sync(lock)
    } catch {
      throw BackupError.unwritable(lock, reason: error.description)
    }
  }

  /// Takes a backup to read it; its disk may be read-only.
  ///
  /// - Throws: ``BackupError/noBackup(_:)`` or ``BackupError/busy(_:)``.
  init(reading path: String) throws(BackupError) {
    self.path = Self.real(path)
    descriptor = open("\(self.path)/\(Self.lockName)", O_RDONLY | O_CLOEXEC)
    guard hasManifest else { throw .noBackup(path) }
    guard descriptor >= 0 else { return }
    try FolderLock.take(
      descriptor, LOCK_SH, lock: "\(self.path)/\(Self.lockName)", of: path)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private var temporaries: String { "\(path)/tmp" }

  /// `true` if there is a backup that was finished.
  var hasManifest: Bool { LocalStatus.size("\(path)/\(BackupManifest.name)") != nil }

  /// The path of a file until it is whole.
  func temporary(_ name: String) -> String { "\(temporaries)/\(name)" }

  /// The path of a file of the backup.
  func place(_ file: BackupFile) -> String { "\(path)/\(file.place)" }

  /// Removes what a manifest does not name, of what a backup may have made; without a manifest, only what is unfinished.
  ///
  /// - Returns: How many files were removed.
  /// - Throws: ``BackupError/unwritable(_:reason:)``.
  @discardableResult
  func removeAllBut(_ manifest: BackupManifest?) throws(BackupError) -> Int {
    let named = Set(manifest?.files.map(\.place) ?? [])
    var unnamed = unfinished.map { "tmp/\($0)" }
    unnamed += LocalStatus.names(in: path).filter(BackupPlaces.isStoreCopy)
    if manifest != nil {
      unnamed += LocalStatus.names(in: "\(path)/files").filter(BackupPlaces.isHash)
        .map { "files/\($0)" }
      for folder in LocalStatus.names(in: "\(path)/images") {
        unnamed += LocalStatus.names(in: "\(path)/images/\(folder)")
          .filter { BackupPlaces.isHash($0) && $0.prefix(2) == folder }
          .map { "images/\(folder)/\($0)" }
      }
    }
    var removed = 0
    for name in unnamed where !named.contains(name) {
      let file = "\(path)/\(name)"
      guard unlink(file) == 0 || errno == ENOENT else {
        throw .unwritable(
          file,
          reason: "it is no part of the backup any more, and cannot be removed ("
            + String(cString: strerror(errno)) + ")")
      }
      removed += 1
    }
    return removed
  }

  /// Removes what is not whole.
  func removeTemporaries() {
    for name in unfinished { unlink(temporary(name)) }
  }

  /// The names of what was being written.
  private var unfinished: [String] {
    LocalStatus.names(in: temporaries).filter {
      BackupPlaces.isHash($0) || $0 == BackupManifest.name
    }
  }

  /// A path without links, also of what is not there yet.
  static func real(_ path: String) -> String {
    if let found = realpath(path, nil) {
      defer { free(found) }
      return String(cString: found)
    }
    let parent = LocalFile.folder(of: path)
    guard parent != path, let name = path.split(separator: "/").last else { return path }
    return real(parent) + "/" + name
  }
}
