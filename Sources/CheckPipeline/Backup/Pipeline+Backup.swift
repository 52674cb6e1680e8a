import CheckStore
import Foundation

extension Pipeline {
  /// The most times that a backup is begun while purges remove images.
  private static let mostTries = 5

  /// Brings a backup of the data folder up to date, while others work on it.
  ///
  /// The store is copied as it is at one moment; of the images, those that it names and the backup
  /// does not have. All is durable before the manifest names it, which is the last step: whenever
  /// this dies, the backup before can be restored. Then files are removed that the backup no longer
  /// names, so that a purge reaches it.
  ///
  /// - Parameters:
  ///   - target: The folder of the backup: new, empty, or a backup.
  ///   - replacesOther: Whether it may be the backup of another data folder.
  ///   - acceptsMissing: Whether images may be missing; the backup then names them.
  ///   - isInterrupted: Asked between files.
  ///   - progress: Told how many files of how many are done.
  /// - Throws: ``BackupError``, or what the store throws; the backup before can be restored.
  @discardableResult
  public func backUp(
    to target: String, replacesOther: Bool = false, acceptsMissing: Bool = false,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (_ done: Int, _ planned: Int) -> Void = { _, _ in }
  ) async throws -> BackupReport {
    try await blocking { [parts] in
      let folder = try BackupFolder(writing: target, of: parts.folder)
      let previous = try BackupManifest.read(in: folder.path)
      if let known = previous?.storeID, !replacesOther,
        try parts.store.readAndWait(Store.identity) != known
      {
        throw BackupError.otherStore(target, data: parts.folder.path)
      }
      try folder.removeAllBut(previous)
      var tries = 0
      var missed: Set<String> = []
      while true {
        tries += 1
        var work = BackupWork(
          parts: parts, folder: folder, missedBefore: missed, acceptsMissing: acceptsMissing,
          isInterrupted: isInterrupted, progress: progress)
        do {
          return try work.run()
        } catch let purged as ImagesPurged {
          missed.formUnion(purged.hashes)
          guard tries < Self.mostTries else {
            throw BackupError.image(
              "\(parts.folder.path)/\(BackupPlaces.image(purged.hashes.first ?? ""))",
              reason: "is named by a check and is not there")
          }
        } catch {
          folder.removeTemporaries()
          throw error
        }
      }
    }
  }
}
