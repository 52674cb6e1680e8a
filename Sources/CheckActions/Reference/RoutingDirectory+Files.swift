import Foundation

extension RoutingDirectory {
  /// The file of a version in a folder of directories.
  public static func file(version: Int, in folder: String) -> String {
    "\(folder)/routing-\(version).txt"
  }

  /// The versions whose files are in a folder.
  public static func versions(in folder: String) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      guard let version = Int(name.dropFirst(8).dropLast(4)), version > 0 else { return nil }
      return file(version: version, in: folder) == "\(folder)/\(name)" ? version : nil
    }
  }

  /// Reads one version from a folder.
  ///
  /// - Throws: ``ActionFailure/reference(folder:version:reason:)`` when it is not there or damaged.
  public static func read(
    version: Int, in folder: String
  ) throws(ActionFailure) -> RoutingDirectory {
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(file(version: version, in: folder), limit: limitBytes)
    } catch {
      throw .reference(folder: folder, version: version, reason: error.description)
    }
    guard let directory = RoutingDirectory(version: version, normalised: bytes) else {
      throw .reference(
        folder: folder, version: version, reason: "not lines of 155 bytes in ascending order")
    }
    return directory
  }

  /// The bytes of the file that a version was read from.
  package var normalisedBytes: [UInt8] { bytes }
}
