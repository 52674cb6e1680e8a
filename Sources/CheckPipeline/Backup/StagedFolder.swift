import CheckStore
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
  /// `true` if the new folder has the place of the old one; then nothing is removed any more.
  private var isInPlace = false

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
    // First, so that nobody is told to force what cannot be forced.
    guard names.isEmpty || old.exists || old.holdsRecords else { throw .noData(old.path) }
    guard names.isEmpty || replacesData else { throw .notEmpty(old.path) }
    let owners = OwnerLock.all(in: old).filter { !OwnerLock.isDead($0, in: old) }
    guard owners.isEmpty else {
      let processes = owners.map { String($0.prefix { $0 != "-" }) }
      throw .inUse(old.path, processes: Set(processes).sorted())
    }
  }

  /// Gives the new folder to the owner of the old one, which root alone has to.
  func takeOwner() throws {
    var status = stat()
    guard geteuid() == 0, stat(old.path, &status) == 0, status.st_uid != 0 || status.st_gid != 0
    else { return }
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: data.path)) ?? []
    for path in [data.path] + names.map({ "\(data.path)/\($0)" }) {
      guard lchown(path, status.st_uid, status.st_gid) == 0 else {
        let reason = String(cString: strerror(errno))
        throw BackupError.unwritable(
          path, reason: "it cannot be given to the data folder's owner (\(reason))")
      }
    }
    // The files were synced before.
    sync()
  }

  /// Changes places with the data folder, in one step.
  ///
  /// - Returns: Where the old one is kept; `nil` where it was empty or not there.
  func takePlace() throws -> String? {
    do {
      if LocalStatus.names(in: old.path).isEmpty {
        // Replaces an empty folder, and no other.
        try move(data.path, to: old.path)
        try finish(kept: nil)
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

  /// Removes what was made, unless it has the place of the data folder.
  func remove() { if !isInPlace { try? clean() } }

  private func exchange() throws -> String {
    let parent = LocalFile.folder(of: old.path)
    let kept = freeName()
    if check_exchange(data.path, old.path) == 0 {
      do {
        try LocalFile.sync(parent)
        try move(data.path, to: kept)
      } catch {
        guard check_exchange(data.path, old.path) == 0 else {
          isInPlace = true
          throw BackupError.replaced(old.path, kept: data.path, reason: "\(error)")
        }
        throw error
      }
    } else {
      guard errno == EINVAL || errno == ENOSYS else {
        throw LocalFile.Failure.system(call: "renameat2", code: errno)
      }
      // A file system that cannot exchange: for a moment there is no data folder.
      try move(old.path, to: kept)
      guard rename(data.path, old.path) == 0 else { throw moveBack(from: kept, code: errno) }
    }
    try finish(kept: kept)
    return kept
  }

  /// Gives the old folder its name again; returns why the new one could not have it.
  private func moveBack(from kept: String, code: Int32) -> any Error {
    let reason = String(cString: strerror(code))
    guard rename(kept, old.path) == 0 else {
      return BackupError.displaced(
        old.path, kept: kept, reason: "\(reason); \(String(cString: strerror(errno)))")
    }
    guard (try? LocalFile.sync(LocalFile.folder(of: old.path))) != nil else {
      return BackupError.displaced(old.path, kept: old.path, reason: reason)
    }
    return LocalFile.Failure.system(call: "rename", code: code)
  }

  /// Makes the new folder's place durable; from here on a failure leaves it there.
  private func finish(kept: String?) throws {
    isInPlace = true
    do {
      try LocalFile.sync(LocalFile.folder(of: old.path))
      try unmark(old)
    } catch {
      throw BackupError.replaced(old.path, kept: kept, reason: "\(error)")
    }
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
