import CheckActions
import Foundation

/// The places inside a data folder.
public struct DataFolder: Sendable, Hashable {
  /// The folder itself.
  public let path: String

  /// Names a data folder; nothing is made yet.
  public init(_ path: String) { self.path = path }

  /// The data folder that holds when none is named: `$CHECKCTL_DATA`, else
  /// `$XDG_DATA_HOME/check-deposit`, else `~/.local/share/check-deposit`.
  public static func standard(environment: [String: String]) -> DataFolder {
    if let named = environment["CHECKCTL_DATA"], !named.isEmpty { return DataFolder(named) }
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return DataFolder(data + "/check-deposit")
    }
    return DataFolder((environment["HOME"] ?? ".") + "/.local/share/check-deposit")
  }

  /// Whether there is a store in the folder.
  public var exists: Bool { FileManager.default.fileExists(atPath: store) }

  /// Looks whether there is a store in the folder that this user may work on.
  ///
  /// - Throws: ``PipelineError/noPermission(folder:owner:)``, where ``exists`` cannot tell.
  public func requirePermission() throws(PipelineError) {
    for (place, mode) in [(path, X_OK), (store, R_OK | W_OK)] {
      guard access(place, mode) != 0, errno == EACCES else { continue }
      let owner = (try? FileManager.default.attributesOfItem(atPath: path))?[.ownerAccountName]
      throw .noPermission(folder: path, owner: owner as? String)
    }
  }

  var store: String { path + "/store.sqlite" }
  /// SQLite's write-ahead log: what was committed since the last checkpoint.
  var storeLog: String { store + "-wal" }
  var writeLock: String { path + "/store.lock" }
  var images: String { path + "/images" }
  var imageTemporaries: String { path + "/images/tmp" }
  /// The lock of whoever removes images.
  var imageLock: String { path + "/images/lock" }
  var pictures: String { path + "/cache/pictures" }
  var containers: String { path + "/containers" }
  var owners: String { path + "/owners" }
  var routing: String { path + "/reference" }
  var mail: String { path + "/mail" }
  var mailTemporaries: String { path + "/mail/tmp" }
  var templates: String { path + "/templates" }
  var letters: String { path + "/letters" }
  var letterTemporaries: String { path + "/letters/tmp" }
  var letterLock: String { path + "/letters/lock" }
  /// The file of the policy that holds, where there is one.
  public var policy: String { path + "/policy.json" }

  /// Makes the folders that are not there, readable by their owner only; those for mail and
  /// letters are made with the first one.
  func create() throws(PipelineError) {
    for folder in [
      path, images, imageTemporaries, path + "/cache", pictures, containers, owners, routing,
      templates,
    ] {
      try makeFolder(folder)
    }
  }

  /// Makes the folders of letters, with the first one.
  func createLetterFolders() throws(PipelineError) {
    for folder in [letters, letterTemporaries] { try makeFolder(folder) }
  }

  func createStoreFile() throws(PipelineError) {
    // Made before SQLite makes it, so that it and its companions are readable by their owner only.
    let descriptor = open(store, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .dataFolder(path, reason: String(cString: strerror(errno)))
    }
    close(descriptor)
  }

  /// Makes a folder with those that it lies in, and their names durable: a store is lost with them.
  func makeFolder(_ folder: String) throws(PipelineError) {
    let parent = LocalFile.folder(of: folder)
    var code = mkdir(folder, 0o700) == 0 ? 0 : errno
    if code == ENOENT, parent != folder {
      try makeFolder(parent)
      code = mkdir(folder, 0o700) == 0 ? 0 : errno
    }
    do throws(LocalFile.Failure) {
      guard code == 0 || code == EEXIST else { throw .system(call: "mkdir", code: code) }
      if code == 0 {
        try LocalFile.sync(parent)
      } else if !exists {
        // Whoever made it may have died before it was synced; it may also lie in a folder that
        // cannot be read, and then is another's.
        try? LocalFile.sync(parent)
      }
    } catch {
      throw .dataFolder(folder, reason: "cannot make it: \(error.description)")
    }
  }
}
