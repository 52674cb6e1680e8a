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
  private let removals: Removals

  /// Remembers a file under the name that it will be given or has; `nil` where it is not there.
  ///
  /// - Parameter removals: What had been removed before it was looked for.
  init?(_ hash: ImageHash, _ file: FileSync.File, _ removals: Removals) {
    var status = stat()
    guard stat(file.temporary ?? file.path, &status) == 0 else { return nil }
    self.hash = hash
    self.removals = removals
    path = file.path
    inode = UInt64(status.st_ino)
    modified = Self.modified(status)
  }

  /// Whether it is there and durable: the very file, or one that took its place while nothing was
  /// removed, whose bytes were synced before it was given the name.
  var isThere: Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let isSame = UInt64(status.st_ino) == inode && Self.modified(status) == modified
    return isSame || removals == removals.now
  }

  private static func modified(_ status: stat) -> [Int] {
    [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
  }

  /// How often pictures were removed from a store: the length of a file that each removal adds to.
  struct Removals: Sendable, Hashable {
    private let file: String
    private let count: Int

    /// Counts what was removed until now.
    init(_ file: String) {
      var status = stat()
      self.file = file
      count = stat(file, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The count at this moment.
    var now: Removals { Removals(file) }

    /// Counts one more, before anything is removed.
    func add() throws(LocalFile.Failure) {
      let descriptor = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
      defer { close(descriptor) }
      guard write(descriptor, "-", 1) == 1 else { throw .system(call: "write", code: errno) }
    }
  }
}
