import CheckStore
import Foundation
import Synchronization

/// Names one process's share in the work, and holds a lock that is free as soon as it has died.
final class OwnerLock: Sendable {
  /// The owner's name: in leases, temporaries and container folders.
  let id: String
  private let path: String
  private let descriptor: Int32
  private let isReleased = Mutex(false)

  /// Takes a name that no one else has.
  init(folder: DataFolder) throws(PipelineError) {
    while true {
      // Never a name that was used before: what its bearer left in hand would pass for this one's.
      let id = "\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
      let path = Self.path(id, in: folder)
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor >= 0 {
        // Someone who looks whether this owner is dead may hold the lock for a moment, and may
        // have taken the file away before it was locked.
        while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
        if WriteLock.isSameFile(descriptor, path) {
          (self.id, self.path, self.descriptor) = (id, path, descriptor)
          Self.held.withLock { _ = $0.insert(path) }
          _ = Self.removalAtExit
          return
        }
        close(descriptor)
      } else if errno != EEXIST {
        throw .dataFolder(path, reason: String(cString: strerror(errno)))
      }
    }
  }

  /// The lock files of this process.
  ///
  /// Whatever still refers to a lock when the process exits (a thread that is about to end, say)
  /// keeps it from being removed in time.
  private static let held = Mutex<Set<String>>([])
  private static let removalAtExit: Void = {
    atexit { OwnerLock.held.withLock { for path in $0 { unlink(path) } } }
  }()

  deinit { release() }

  /// Gives the name up, as if the owner's process were gone.
  func release() {
    isReleased.withLock { isReleased in
      guard !isReleased else { return }
      isReleased = true
      Self.held.withLock { _ = $0.remove(path) }
      unlink(path)
      // Closing alone would not do: a process that is being started shares it until it begins.
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
  }

  /// `true` if others see it: the folder that it was made in may have been replaced.
  var isInPlace: Bool { WriteLock.isSameFile(descriptor, path) }

  /// The owners that are alive, but for those of this process.
  static func others(in folder: DataFolder) -> [String] {
    let own = held.withLock { $0 }
    return all(in: folder).filter { !own.contains(path($0, in: folder)) && !isDead($0, in: folder) }
  }

  /// Whether the owner's process is gone.
  ///
  /// The name of a dead owner stays taken until ``bury(_:in:)``.
  static func isDead(_ id: String, in folder: DataFolder) -> Bool {
    let descriptor = open(path(id, in: folder), O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return errno == ENOENT }
    // Closing alone would not do: a process that is being started shares it until it begins.
    defer {
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  /// Removes the lock file of a dead owner, once nothing of it is left.
  static func bury(_ id: String, in folder: DataFolder) {
    let path = path(id, in: folder)
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, WriteLock.isSameFile(descriptor, path)
    else { return }
    unlink(path)
  }

  /// The owners whose lock files are there.
  static func all(in folder: DataFolder) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.owners)) ?? []
    return names.filter { $0.hasSuffix(".lock") }.map { String($0.dropLast(5)) }
  }

  /// Removes what dead owners left in a folder, of the entries that `isTheirs` lets through; their
  /// names begin with their owner's and a full stop.
  static func removeLeftOvers(
    in path: String, of folder: DataFolder, where isTheirs: (String) -> Bool = { _ in true }
  ) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names where isTheirs(name) {
      guard let id = name.split(separator: ".").first, isDead(String(id), in: folder) else {
        continue
      }
      try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
  }

  private static func path(_ id: String, in folder: DataFolder) -> String {
    "\(folder.owners)/\(id).lock"
  }
}
