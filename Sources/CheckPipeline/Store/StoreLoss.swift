import CheckStore
import CheckActions
import Foundation

/// A store that cannot be the one that wrote what lies beside it.
public enum StoreLoss: String, Sendable, Hashable {
  /// There is no file.
  case missing
  /// The file has no bytes.
  case empty
  /// The file has none of the store's tables, as a copy that was made without its write-ahead log.
  case noTables

  var words: String {
    switch self {
    case .missing: "its store.sqlite is missing"
    case .empty: "its store.sqlite is empty"
    case .noTables: "its store.sqlite has no checks table (a copy without its store.sqlite-wal?)"
    }
  }
}

extension DataFolder {
  /// `true` if the folder has files that a store writes of: images, letters or mail.
  public var holdsRecords: Bool {
    LocalStatus.hasName(in: images) { folder in
      folder.utf8.count == 2
        && LocalStatus.hasName(in: "\(images)/\(folder)") { $0.utf8.count == 64 }
    }
      || LocalStatus.hasName(in: mail) { $0.hasSuffix(".eml") }
      || LocalStatus.hasName(in: letters) { !$0.hasPrefix(".") && !["tmp", "lock"].contains($0) }
  }

  /// Refuses a folder with records whose store is not there; nothing is written.
  ///
  /// A first run that was killed leaves no records before the store has its tables.
  ///
  /// - Throws: ``PipelineError/storeLost(_:_:)``.
  func refuseLostStore() throws(PipelineError) {
    // The store is looked at once more, since another process may just have made both.
    try refuseReplacedFolder()
    guard storeLoss != nil, holdsRecords, let loss = storeLoss else { return }
    throw .storeLost(path, loss)
  }

  /// Refuses to begin anew where a restore that died left the data folder under another name.
  private func refuseReplacedFolder() throws(PipelineError) {
    guard access(path, F_OK) != 0, errno == ENOENT else { return }
    let place = BackupFolder.real(path)
    let name = String(place.split(separator: "/").last ?? "")
    let parent = LocalFile.folder(of: place)
    let siblings = LocalStatus.names(in: parent).filter {
      $0 == "\(name).restoring" || $0.hasPrefix("\(name).before-restore-")
    }
    guard let sibling = siblings.first else { return }
    throw .dataFolder(
      path,
      reason: "it is not there, and \(parent)/\(sibling) is: repeat the restore, or rename the "
        + "folder before back to it, or name another with --data")
  }

  /// The fault of the store's file, where its write-ahead log cannot have the rest.
  private var storeLoss: StoreLoss? {
    guard LocalStatus.size(storeLog) ?? 0 == 0 else {
      return LocalStatus.size(store) == nil ? .missing : nil
    }
    guard let size = LocalStatus.size(store) else { return .missing }
    guard size > 0 else { return .empty }
    return StoreFile(store).lacksTables(.checks) ? .noTables : nil
  }
}
