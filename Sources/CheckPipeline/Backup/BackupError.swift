/// A backup that was not made, cannot be used, or was not restored.
public enum BackupError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The folder for the backup has other files.
  case occupied(String)
  /// The folder has the backup of another data folder.
  case otherStore(String, data: String)
  /// The folder for the backup and the data folder lie within each other.
  case overlaps(String, data: String)
  /// The folder that the backup is to lie in is not there.
  case noParent(String)
  /// The folder has no backup that was finished.
  case noBackup(String)
  /// A later version wrote the backup.
  case newer(String)
  /// Another backup or restore is working on the folder.
  case busy(String)
  /// A file of the backup or of the restored folder cannot be written.
  case unwritable(String, reason: String)
  /// The user may not write in the folder that a data folder lies in.
  case noPermission(String, folder: String)
  /// A file cannot be read.
  case unreadable(String, reason: String)
  /// An image that a check names is not what it should be, so that no backup can be made.
  case image(String, reason: String)
  /// The store that is to be backed up is damaged; the backup before is kept, where there is one.
  case damagedStore(String, reason: String, kept: String?)
  /// A file of the backup is not what its manifest says.
  case damaged(String, reason: String)
  /// The backup was made without images that its store names.
  case missing(String, images: [String])
  /// The ledger in the backup has violations.
  case ledger(String, violations: [String])
  /// The data folder that would be replaced is not empty.
  case notEmpty(String)
  /// The folder that would be replaced has files and is no data folder.
  case noData(String)
  /// The data folder was replaced, which may not survive a power cut.
  case replaced(String, kept: String?, reason: String)
  /// The data folder was renamed, and cannot be given its name again.
  case displaced(String, kept: String, reason: String)
  /// Processes work on the data folder that would be replaced.
  case inUse(String, processes: [String])
  /// The data folder that would be replaced is the root of a file system, which has no place to take.
  case mountPoint(String)
  /// It was interrupted.
  case interrupted

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .occupied(let folder):
      "\(folder) has files and is no backup: name an empty folder, a new one, or a backup to bring "
        + "up to date"
    case .otherStore(let folder, let data):
      "\(folder) is the backup of another data folder than \(data): name another folder, or give "
        + "--replace-backup to have that backup replaced"
    case .overlaps(let folder, let data):
      "backup \(folder) and data folder \(data) lie within each other: name a folder elsewhere, best "
        + "on another disk"
    case .noParent(let folder):
      "\(folder) cannot be made: make the folder that it is to lie in, or mount its disk, first"
    case .noBackup(let folder):
      "\(folder) has no finished backup: 'checkctl backup \(folder)' makes one"
    case .newer(let folder):
      "\(folder) was made by a later version of checkctl: use that version"
    case .busy(let folder):
      "another backup or restore is working on \(folder): wait until it has ended"
    case .unwritable(let file, let reason):
      "cannot write \(file): \(reason); see that the disk has room and works, and try again"
    case .noPermission(let file, let folder):
      "cannot write \(file): permission denied; run it as a user who may write in \(folder)"
    case .unreadable(let file, let reason):
      "cannot read \(file): \(reason)"
    case .image(let file, let reason):
      "image \(file) \(reason): submit its check again, copy the image from an earlier backup, or, for "
        + "one that is not there, give --despite-missing; the previous backup is as it was"
    case .damagedStore(let store, let reason, let kept?):
      "\(store) \(reason), so it was not backed up; the last backup is kept: stop workers, and "
        + "restore it with 'checkctl restore \(kept) --force'"
    case .damagedStore(let store, let reason, nil):
      "\(store) \(reason), so it was not backed up: restore an earlier backup"
    case .damaged(let file, let reason):
      "\(file) \(reason): use another backup; or, if the data folder is whole, remove the file and "
        + "back up again"
    case .missing(let folder, let images):
      "\(folder) was made without \(images.count) images, which the data folder did not have, the first: "
        + "\(images.first ?? ""); nothing was restored: use an earlier backup, or give "
        + "--despite-missing"
    case .ledger(let folder, let violations):
      "the ledger in \(folder) has \(violations.count) violations, the first: "
        + "\(violations.first ?? ""); nothing was restored: use an earlier backup, or give "
        + "--despite-violations"
    case .notEmpty(let folder):
      "data folder \(folder) is not empty: name another with --data, or give --force to put the "
        + "backup in its place; what is there is kept beside it"
    case .noData(let folder):
      "\(folder) has files, and neither a store nor records, so it is no data folder: name another "
        + "with --data, or move the files away"
    case .replaced(let folder, let kept, let reason):
      "data folder \(folder) was replaced, but may not stay so after a power cut (\(reason))"
        + (kept.map { "; the folder before is \($0)" } ?? "") + ": see that the disk works"
    case .displaced(let folder, let kept, let reason):
      "data folder \(folder) was not replaced, and lies at \(kept) (\(reason)): see that the disk "
        + "works and that the folder has its name"
    case .inUse(let folder, let processes):
      "data folder \(folder) is in use by process \(processes.joined(separator: ", ")): stop "
        + "workers and other commands first"
    case .mountPoint(let folder):
      "data folder \(folder) is a mount point, whose place nothing else can take: restore into a folder "
        + "inside it"
    case .interrupted:
      "interrupted"
    }
  }
}
