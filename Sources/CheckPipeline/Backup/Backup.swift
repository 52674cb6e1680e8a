import Foundation

/// A backup that ``Pipeline/backUp(to:replacesOther:acceptsMissing:isInterrupted:progress:)`` made.
public struct Backup: Sendable {
  /// The folder of the backup.
  public let path: String

  /// Names a backup; nothing is looked at yet.
  public init(_ path: String) { self.path = path }

  /// Proves that the backup can be restored: every file is there with its checksum, the store is
  /// whole and of a version that can be read, and every image that it names is there.
  ///
  /// - Parameters:
  ///   - isInterrupted: Asked between files.
  ///   - progress: Told how many files of how many are done.
  /// - Returns: What the backup has; the violations of its ledger among it.
  /// - Throws: ``BackupError`` or `StoreError.newer`.
  public func verify(
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (_ done: Int, _ planned: Int) -> Void = { _, _ in }
  ) async throws -> RestoreReport {
    try await blocking { [path] in
      let proof = BackupProof(
        folder: try BackupFolder(reading: path), isInterrupted: isInterrupted, progress: progress)
      return try proof.run { file, place in
        let (bytes, checksum) = try CopiedFiles.measure(place)
        try BackupProof.compare(file, place, bytes, checksum)
      }
    }
  }

  /// Puts the backup in the place of a data folder.
  ///
  /// The backup is proved while it is copied beside the data folder; then the two change places in
  /// one step, so that whenever this dies the data folder is wholly the old one or the new one. The
  /// old one is kept beside it, as `<data folder>.before-restore-<UTC time>`.
  ///
  /// - Parameters:
  ///   - folder: The data folder.
  ///   - replacesData: Whether it may hold data.
  ///   - acceptsViolations: Whether the ledger in the backup may have violations.
  ///   - acceptsMissing: Whether the backup may be one that was made without some images.
  ///   - clock: The time, for the name under which the old folder is kept.
  ///   - isInterrupted: Asked between files.
  ///   - progress: Told how many files of how many are done.
  /// - Throws: ``BackupError``, `StoreError.newer`, or ``PipelineError``; the data folder is as it
  ///   was then, but with ``BackupError/replaced(_:kept:reason:)`` and
  ///   ``BackupError/displaced(_:kept:reason:)``.
  public func restore(
    to folder: DataFolder, replacesData: Bool = false, acceptsViolations: Bool = false,
    acceptsMissing: Bool = false, clock: PipelineClock = .system,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (_ done: Int, _ planned: Int) -> Void = { _, _ in }
  ) async throws -> RestoreReport {
    try await blocking { [path] in
      let backup = try BackupFolder(reading: path)
      let staging = try StagedFolder(of: folder, replacesData: replacesData, clock: clock)
      do {
        let copies = CopiedFiles()
        try staging.data.create()
        let proof = BackupProof(folder: backup, isInterrupted: isInterrupted, progress: progress)
        var report = try proof.run { file, place in
          let copied = "\(staging.data.path)/\(file.path)"
          try copies.add(place, to: copied, temporary: nil) { bytes, checksum in
            try BackupProof.compare(file, place, bytes, checksum)
          }
        }
        guard report.violations.isEmpty || acceptsViolations else {
          throw BackupError.ledger(path, violations: report.violations)
        }
        guard report.missing.isEmpty || acceptsMissing else {
          throw BackupError.missing(path, images: report.missing)
        }
        try copies.makeFolder(staging.data.path)
        try copies.finish()
        try staging.takeOwner()
        report.kept = try staging.takePlace()
        return report
      } catch {
        staging.remove()
        throw error
      }
    }
  }
}
