import CheckActions
import Crypto
import Foundation
import Synchronization

/// The SHA-256 of an image's bytes, in hexadecimal: its name in the image store.
public struct ImageHash: Sendable, Hashable, CustomStringConvertible {
  /// The 64 hexadecimal digits.
  public let description: String

  /// The hash of these bytes.
  public init(of bytes: [UInt8]) {
    description = SHA256.hash(data: bytes).hexadecimal
  }

  /// Takes a hash that the store wrote.
  init(trusted text: String) { description = text }
}

/// The submitted images, each under the hash of its bytes.
///
/// An image is written under a temporary name that tells its owner, synced, renamed, and its folder
/// synced, before the row that names it is committed.
final class ImageStore: Sendable {
  private let folder: DataFolder
  private let owner: OwnerLock
  private let count = Atomic<Int>(0)
  /// The folders whose names this process has made durable; at most 256.
  private let synced = Mutex<Set<String>>([])

  init(folder: DataFolder, owner: OwnerLock) {
    self.folder = folder
    self.owner = owner
  }

  /// The file of an image, whether or not it is there.
  func path(_ hash: ImageHash) -> String { "\(folderPath(hash))/\(hash)" }

  /// Stores an image durably; what is there already is synced again, since whoever put it may have
  /// died before it was, and replaced where it is damaged.
  ///
  /// - Throws: ``LocalFile/Failure`` when the disk does not take it; nothing is left behind then.
  func put(_ bytes: [UInt8], hash: ImageHash) throws(LocalFile.Failure) {
    let path = path(hash)
    if let kept = try? LocalFile.read(path, limit: bytes.count), kept == bytes {
      try LocalFile.sync(path)
    } else {
      try makeFolder(folderPath(hash))
      let number = count.add(1, ordering: .relaxed).newValue
      let temporary = "\(folder.imageTemporaries)/\(owner.id).\(number)"
      try LocalFile.create(temporary, bytes: bytes, sync: true)
      guard rename(temporary, path) == 0 else {
        let code = errno
        unlink(temporary)
        throw .system(call: "rename", code: code)
      }
    }
    try LocalFile.sync(folderPath(hash))
  }

  /// Removes the temporaries that dead owners left.
  func sweep() {
    OwnerLock.removeLeftOvers(in: folder.imageTemporaries, of: folder) { name in
      name.split(separator: ".").first.map(String.init)
    }
  }

  private func folderPath(_ hash: ImageHash) -> String {
    "\(folder.images)/\(hash.description.prefix(2))"
  }

  private func makeFolder(_ path: String) throws(LocalFile.Failure) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .system(call: "mkdir", code: errno)
    }
    // Also where another made it, who may not have come to sync it yet.
    guard !synced.withLock({ $0.contains(path) }) else { return }
    try LocalFile.sync(folder.images)
    synced.withLock { _ = $0.insert(path) }
  }
}
