import Foundation

/// Goes through a backup, and proves that it can be restored.
struct BackupProof {
  let folder: BackupFolder
  let isInterrupted: () -> Bool
  /// Told how many files of how many are done.
  let progress: (_ done: Int, _ planned: Int) -> Void

  /// Proves it.
  ///
  /// - Parameter visit: Reads each file, and compares it with what is known of it.
  /// - Throws: ``BackupError`` or `StoreError.newer`.
  func run(visit: (_ file: BackupFile, _ place: String) throws -> Void) throws -> RestoreReport {
    guard let manifest = try BackupManifest.read(in: folder.path) else {
      throw BackupError.noBackup(folder.path)
    }
    guard let store = manifest.store else {
      throw BackupError.damaged(
        "\(folder.path)/\(BackupManifest.name)", reason: "names no copy of the store")
    }
    for (index, file) in manifest.files.enumerated() {
      if isInterrupted() { throw BackupError.interrupted }
      progress(index, manifest.files.count)
      let place = folder.place(file)
      guard LocalStatus.size(place) != nil else {
        throw BackupError.damaged(place, reason: "is missing")
      }
      try visit(file, place)
    }
    let (ledger, images) = try StoreCopy(path: folder.place(store)).prove()
    let paths = Set(manifest.files.map(\.path))
    let missing = Set(manifest.missing ?? [])
    for image in images
    where !missing.contains(image.description)
      && !paths.contains(BackupPlaces.image(image.description))
    {
      throw BackupError.damaged(
        folder.path, reason: "does not have the image \(image), which a check in it names")
    }
    return RestoreReport(
      createdAt: manifest.createdAt, files: manifest.files.count, bytes: manifest.bytes,
      checks: ledger.checks, entries: ledger.entries, violations: ledger.violations,
      missing: missing.sorted())
  }

  /// - Throws: ``BackupError/damaged(_:reason:)``.
  static func compare(
    _ file: BackupFile, _ place: String, _ bytes: Int, _ checksum: String
  ) throws(BackupError) {
    guard bytes == file.bytes else {
      throw .damaged(place, reason: "has \(bytes) bytes, not \(file.bytes)")
    }
    guard checksum == file.sha256 else {
      throw .damaged(place, reason: "is damaged (SHA-256 \(checksum), not \(file.sha256))")
    }
  }
}
