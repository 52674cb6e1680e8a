/// Why a routing directory could not be brought in.
public enum RoutingDirectoryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There never was such a version.
  case noSuchVersion(Int)
  /// The file of a version has not the content that was imported.
  case changed(version: Int, file: String)
  /// The file has fewer than half of the records of the directory that holds.
  case fewer(file: String, records: Int, than: Int)
  /// The data folder did not take the file.
  case unwritable(file: String, reason: String)

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .noSuchVersion(let version):
      "there is no routing directory version \(version): 'checkctl reference list' shows them"
    case .changed(let version, let file):
      "\(file) is not what was imported as version \(version): put it back from a backup, "
        + "or choose another version"
    case .fewer(let file, let records, let held):
      "\(file) has \(records) records, and the directory that holds has \(held): fetch the file again "
        + "if it was cut off, or take it as it is with --allow-fewer"
    case .unwritable(let file, let reason):
      "cannot write \(file): \(reason); see that the disk has room and the folder is writable"
    }
  }
}
