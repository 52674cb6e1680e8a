import Foundation

/// The places that files have in a data folder, and in its backup.
enum BackupPlaces {
  static let store = "store.sqlite"
  private static let policy = "policy.json"
  /// The folders whose files are kept beside the store and the images.
  private static let folders = ["reference", "templates", "letters", "mail"]

  /// The place of an image in both.
  static func image(_ hash: String) -> String { "images/\(hash.prefix(2))/\(hash)" }

  /// The place in a backup of any other file, which may have other bytes in the next one.
  static func file(_ checksum: String) -> String { "files/\(checksum)" }

  /// The files beside the store and the images that a data folder has now.
  static func others(in folder: DataFolder) -> [String] {
    let inFolders = folders.flatMap { place in
      LocalStatus.names(in: "\(folder.path)/\(place)").map { "\(place)/\($0)" }
    }
    return ([policy] + inFolders).filter { path in
      var status = stat()
      return isOther(path) && stat("\(folder.path)/\(path)", &status) == 0
        && status.st_mode & S_IFMT == S_IFREG
    }
  }

  /// `true` if a backup may have such a file, so that a made-up manifest reaches no other place.
  static func isAllowed(_ file: BackupFile) -> Bool {
    if file.path == store { return isStoreCopy(file.place) }
    if file.path.hasPrefix("images/") {
      return file.path == image(file.sha256) && file.file == nil && isHash(file.sha256)
    }
    return isOther(file.path) && file.place == self.file(file.sha256) && isHash(file.sha256)
  }

  /// `true` if a name in a backup is that of a copy of the store, or of what SQLite makes beside it.
  static func isStoreCopy(_ name: String) -> Bool {
    name.hasPrefix("store-") && !name.contains("/")
      && ["", "-journal", "-wal", "-shm"].contains { name.hasSuffix(".sqlite\($0)") }
  }

  private static func isOther(_ path: String) -> Bool {
    if path == policy { return true }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, folders.contains(String(parts[0])) else { return false }
    // Locks, and what is being written.
    return !parts[1].isEmpty && !parts[1].hasPrefix(".") && parts[1] != "lock"
      && !parts[1].hasSuffix(".tmp")
  }

  /// `true` if a name is a SHA-256, as those of images and of other files are.
  static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
