import CheckActions
import Foundation
import Synchronization

/// The files of the routing directories in the data folder.
///
/// A directory is written and synced under a temporary name that tells its owner, and takes the name
/// of a version before a row has it. One that no row comes to name stays there, and its number is
/// passed over.
final class DirectoryFiles: Sendable {
  private let folder: DataFolder
  private let owner: OwnerLock
  private let count = Atomic<Int>(0)

  init(folder: DataFolder, owner: OwnerLock) {
    self.folder = folder
    self.owner = owner
  }

  /// Puts the made-up directory in its place where there is none.
  func seed() throws(RoutingDirectoryError) {
    let path = RoutingDirectory.file(version: 1, in: folder.routing)
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let temporary = try write(Array(SyntheticDirectory.text.utf8))
    try place(temporary, as: 1)
  }

  /// Writes a directory durably under a temporary name, which is given back.
  func write(_ bytes: [UInt8]) throws(RoutingDirectoryError) -> String {
    let number = count.add(1, ordering: .relaxed).newValue
    let path = "\(folder.routing)/\(owner.id).\(number)\(Self.temporary)"
    do {
      try LocalFile.create(path, bytes: bytes, sync: true)
    } catch {
      throw .unwritable(file: path, reason: error.description)
    }
    return path
  }

  /// Renames a temporary to the file of a version, durably, in the place of what is there.
  func place(_ temporary: String, as version: Int) throws(RoutingDirectoryError) {
    let path = RoutingDirectory.file(version: version, in: folder.routing)
    guard rename(temporary, path) == 0 else {
      throw .unwritable(file: path, reason: String(cString: strerror(errno)))
    }
    try sync(path)
  }

  /// Renames a temporary to the file of the next version that has none, durably.
  ///
  /// - Returns: The version.
  func place(_ temporary: String, after version: Int) throws(RoutingDirectoryError) -> Int {
    var next = version + 1
    while true {
      let path = RoutingDirectory.file(version: next, in: folder.routing)
      do {
        try LocalFile.takeName(path, from: temporary, replacing: false)
        break
      } catch .system(_, EEXIST) {
        next += 1
      } catch {
        throw .unwritable(file: path, reason: error.description)
      }
    }
    try sync(RoutingDirectory.file(version: next, in: folder.routing))
    return next
  }

  /// Makes the file of a version that no row names a temporary again.
  func takeBack(_ version: Int, to temporary: String) throws(RoutingDirectoryError) {
    let path = RoutingDirectory.file(version: version, in: folder.routing)
    guard rename(path, temporary) == 0 else {
      throw .unwritable(file: path, reason: String(cString: strerror(errno)))
    }
  }

  /// Makes the name of a file durable.
  private func sync(_ path: String) throws(RoutingDirectoryError) {
    do {
      try LocalFile.sync(folder.routing)
    } catch {
      throw .unwritable(file: path, reason: error.description)
    }
  }

  /// Whether the file of a version has these bytes.
  func holds(_ bytes: [UInt8], version: Int) -> Bool {
    let path = RoutingDirectory.file(version: version, in: folder.routing)
    return (try? LocalFile.read(path, limit: bytes.count)) == bytes
  }

  /// Removes the temporaries that dead owners left.
  func sweep() {
    OwnerLock.removeLeftOvers(in: folder.routing, of: folder) { $0.hasSuffix(Self.temporary) }
  }

  private static let temporary = ".tmp"
}
