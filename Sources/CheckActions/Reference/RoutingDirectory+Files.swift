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

  /// Reads an edition from a folder, and sees that its file still has the bytes that were imported.
  ///
  /// - Throws: ``ActionFailure/reference(folder:version:reason:)`` when it is not there, damaged or
  ///   changed.
  public static func read(
    _ edition: Edition, in folder: String
  ) throws(ActionFailure) -> RoutingDirectory {
    let directory = try read(version: edition.version, in: folder)
    guard directory.edition == edition else {
      throw .reference(
        folder: folder, version: edition.version,
        reason: "its file was changed after it was imported (SHA-256 \(directory.edition.checksum) "
          + "where \(edition.checksum) was written down)")
    }
    return directory
  }

  /// Reads whatever a folder has as a version; its ``edition`` tells what was found.
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
