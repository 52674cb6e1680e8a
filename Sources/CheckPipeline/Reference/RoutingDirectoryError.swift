/// Why a routing directory could not be brought in.
public enum RoutingDirectoryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There never was such a version.
  case noSuchVersion(Int)
  /// The file of a version has not the content that was imported.
  case changed(version: Int, file: String)
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
    case .unwritable(let file, let reason):
      "cannot write \(file): \(reason); see that the disk has room and the folder is writable"
    }
  }
}
