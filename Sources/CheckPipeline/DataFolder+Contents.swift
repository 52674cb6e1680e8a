import CheckActions
import Foundation

extension DataFolder {
  private var ownFiles: [String] {
    [store, store + "-wal", store + "-shm", store + "-journal", writeLock, policy]
  }

  private var ownFolders: [String] {
    [images, path + "/cache", containers, owners, routing, mail, templates, letters]
  }

  /// `true` if a path names a file of the pipeline's own, there already or not.
  ///
  /// By any spelling of it, by a link to one of those in the data folder itself, or in a folder of the
  /// pipeline's. Where there is no store, nothing is its own.
  package func owns(_ file: String) -> Bool {
    guard exists else { return false }
    if let identity = FileIdentity(of: file),
      ownFiles.contains(where: { FileIdentity(of: $0) == identity })
    {
      return true
    }
    let folder = LocalFile.folder(of: file)
    let name = (file as NSString).lastPathComponent
    let isInside = FileIdentity(of: path).map { $0 == FileIdentity(of: folder) } ?? false
    if isInside, (ownFiles + ownFolders).contains("\(path)/\(name)") { return true }
    let folders = Set(ownFolders.compactMap { FileIdentity(of: $0) })
    return Self.ancestors(of: file).contains { folders.contains($0) }
  }

  /// The folders that a path lies in, without those that are not there.
  private static func ancestors(of path: String) -> [FileIdentity] {
    var folder = LocalFile.folder(of: path)
    while let above = parent(of: folder), FileIdentity(of: folder) == nil { folder = above }
    guard let real = realpath(folder, nil) else { return [] }
    defer { free(real) }
    var found: [FileIdentity] = []
    var next: String? = String(cString: real)
    while let name = next {
      if let identity = FileIdentity(of: name) { found.append(identity) }
      next = parent(of: name)
    }
    return found
  }

  private static func parent(of folder: String) -> String? {
    let parent = LocalFile.folder(of: folder)
    return parent == folder ? nil : parent
  }
}
