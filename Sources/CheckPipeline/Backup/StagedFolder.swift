import CSystemExtras
import CheckActions
import Foundation

/// A data folder that is made beside the one whose place it is to take.
///
/// A marker inside tells it from an old data folder that was exchanged with it: only what has the
/// marker is ever removed.
final class StagedFolder {
  private static let marker = ".restoring"

  /// The folder that is being made.
  let data: DataFolder
  private let old: DataFolder
  private let replacesData: Bool
  private let clock: PipelineClock
  private let lock: RestoreLock

  /// Makes an empty folder, in the place of what a restore that died left.
  ///
  /// - Parameter replacesData: Whether the data folder may hold data.
  /// - Throws: ``BackupError/notEmpty(_:)``, ``BackupError/inUse(_:processes:)``,
  ///   ``BackupError/mountPoint(_:)``, ``BackupError/busy(_:)``, ``BackupError/noPermission(_:folder:)``,
  ///   ``BackupError/unwritable(_:reason:)`` or ``PipelineError/dataFolder(_:reason:)``.
  init(of folder: DataFolder, replacesData: Bool, clock: PipelineClock) throws {
    // A link to the data folder stays a link to it.
    old = DataFolder(BackupFolder.real(folder.path))
    data = DataFolder(old.path + ".restoring")
    self.replacesData = replacesData
    self.clock = clock
    try old.makeFolder(LocalFile.folder(of: old.path))
    lock = try RestoreLock(of: old)
    try refuseUse()
    try clean()
    let mark = "\(data.path)/\(Self.marker)"
    do {
      guard mkdir(data.path, 0o700) == 0 else {
        throw LocalFile.Failure.system(call: "mkdir", code: errno)
      }
      try LocalFile.create(mark, bytes: [], sync: true)
      try LocalFile.sync(data.path)
    } catch {
      throw BackupError.unwritable(data.path, reason: "\(error)")
    }
  }

  /// Refuses a data folder that may not be replaced.
  private func refuseUse() throws(BackupError) {
    var (own, parent) = (stat(), stat())
    if stat(old.path, &own) == 0, stat(LocalFile.folder(of: old.path), &parent) == 0,
      own.st_dev != parent.st_dev
    {
      throw .mountPoint(old.path)
    }
    let names = LocalStatus.names(in: old.path)
    guard names.isEmpty || replacesData else { throw .notEmpty(old.path) }
    let owners = OwnerLock.all(in: old).filter { !OwnerLock.isDead($0, in: old) }
    guard owners.isEmpty else {
      let processes = owners.map { String($0.prefix { $0 != "-" }) }
      throw .inUse(old.path, processes: Set(processes).sorted())
    }
  }

  /// Changes places with the data folder, in one step.
  ///
  /// - Returns: Where the old one is kept; `nil` where it was empty or not there.
  func takePlace() throws -> String? {
    do {
      if LocalStatus.names(in: old.path).isEmpty {
        // Replaces an empty folder, and no other.
        try move(data.path, to: old.path)
        try LocalFile.sync(LocalFile.folder(of: old.path))
        try unmark(old)
        return nil
      }
      // Whoever begins to work on the old folder waits for this lock, and then sees that it is
      // another folder's.
      return try WriteLock(path: old.writeLock).withLock {
        try refuseUse()
        // A restore that died when it was nearly done left it there.
        try unmark(old)
        return try exchange()
      }
    } catch let failure as LocalFile.Failure {
      throw BackupError.unwritable(old.path, reason: "it cannot be replaced: \(failure)")
    }
  }

  /// Removes what was made.
  func remove() { try? clean() }

  private func exchange() throws -> String {
    let parent = LocalFile.folder(of: old.path)
    let kept = freeName()
    if check_exchange(data.path, old.path) == 0 {
      try LocalFile.sync(parent)
      try move(data.path, to: kept)
    } else {
      guard errno == EINVAL || errno == ENOSYS else {
        throw LocalFile.Failure.system(call: "renameat2", code: errno)
      }
      // A file system that cannot exchange: for a moment there is no data folder.
      try move(old.path, to: kept)
      do {
        try move(data.path, to: old.path)
      } catch {
        rename(kept, old.path)
        throw error
      }
    }
    try LocalFile.sync(parent)
    try unmark(old)
    return kept
  }

  /// A name beside the data folder that nothing has.
  private func freeName() -> String {
    let name = "\(old.path).before-restore-\(BackupTime.text(clock.now()))"
    var number = 1
    while access(number == 1 ? name : "\(name)-\(number)", F_OK) == 0 { number += 1 }
    return number == 1 ? name : "\(name)-\(number)"
  }

  private func move(_ path: String, to name: String) throws(LocalFile.Failure) {
    guard rename(path, name) == 0 else { throw .system(call: "rename", code: errno) }
  }

  private func unmark(_ folder: DataFolder) throws {
    guard unlink("\(folder.path)/\(Self.marker)") == 0 else {
      guard errno == ENOENT else { throw LocalFile.Failure.system(call: "unlink", code: errno) }
      return
    }
    try LocalFile.sync(folder.path)
  }

  /// Takes away what lies where the new folder is made.
  ///
  /// One that was not finished is removed; an old data folder gets the name under which it is kept.
  private func clean() throws {
    guard rmdir(data.path) != 0, errno != ENOENT else { return }
    do {
      guard LocalStatus.size("\(data.path)/\(Self.marker)") != nil else {
        try move(data.path, to: freeName())
        return
      }
      // The marker last: without it, what is left would pass for an old data folder.
      for name in LocalStatus.names(in: data.path) where name != Self.marker {
        try FileManager.default.removeItem(atPath: "\(data.path)/\(name)")
      }
      unlink("\(data.path)/\(Self.marker)")
      guard rmdir(data.path) == 0 else {
        throw LocalFile.Failure.system(call: "rmdir", code: errno)
      }
    } catch {
      throw BackupError.unwritable(data.path, reason: "it cannot be removed: \(error)")
    }
  }
}
