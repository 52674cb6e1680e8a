import CheckActions
import Foundation

/// A picture that was made durable in the image store.
///
/// Between that and the transaction that names it, a purge may remove it: who names it looks again
/// in that transaction, which no purge's can overlap.
struct StoredImage: Sendable, Hashable {
  /// Its name.
  let hash: ImageHash
  private let path: String
  private let inode: UInt64
  /// A new file may be given the number of one that was removed.
  private let modified: [Int]

  /// Remembers a file under the name that it will be given or has; `nil` where it is not there.
  init?(_ hash: ImageHash, _ file: FileSync.File) {
    var status = stat()
    guard stat(file.temporary ?? file.path, &status) == 0 else { return nil }
    self.hash = hash
    path = file.path
    inode = UInt64(status.st_ino)
    modified = Self.modified(status)
  }

  /// Whether it is there and durable: the very file, or another's with the same bytes, which is made
  /// durable at once where it has taken its place.
  var isThere: Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    if UInt64(status.st_ino) == inode, Self.modified(status) == modified { return true }
    do {
      try LocalFile.sync(path)
      try LocalFile.sync(LocalFile.folder(of: path))
      return true
    } catch {
      return false
    }
  }

  private static func modified(_ status: stat) -> [Int] {
    [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
  }
}
