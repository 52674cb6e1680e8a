import CheckStore
import CheckActions
import Foundation

/// Makes written files durable under their names, those of many callers at a time.
///
/// All are on their way to the disk before the first is waited for, and all are renamed before the
/// first folder is synced, so that a file system with a journal commits it about twice a group and
/// not twice a file.
final class FileSync: Sendable {
  /// A file that was written, or one that was there already.
  struct File: Sendable {
    /// Where its bytes lie until they are durable; `nil` for one that has its name.
    var temporary: String?
    /// Its name; what stood there is replaced.
    var path: String
    /// Whether its folder may be new, so that the folder's own name has to be made durable as well.
    var isFolderNew = false

    /// Takes a temporary away.
    func discard() {
      if let temporary { unlink(temporary) }
    }

    fileprivate func takeName() throws(LocalFile.Failure) {
      guard let temporary else { return }
      guard rename(temporary, path) == 0 else { throw .system(call: "rename", code: errno) }
    }

    fileprivate var written: String { temporary ?? path }

    fileprivate var folders: [String] {
      let folder = LocalFile.folder(of: path)
      return isFolderNew ? [folder, LocalFile.folder(of: folder)] : [folder]
    }
  }

  /// The files of one caller, who is answered when all are durable or one is not.
  private struct Batch: Sendable {
    var files: [File]
    var answer: @Sendable (LocalFile.Failure?) -> Void
  }

  private let gathering = Gathering(
    label: "check-deposit.file-sync", largestGroup: 32, work: FileSync.makeDurable)

  /// Syncs files and gives them their names; answers when they are durable.
  ///
  /// - Throws: ``LocalFile/Failure`` when the disk does not take one of them. No temporary is left
  ///   behind then, and some may have their names.
  func makeDurable(_ files: [File]) async throws(LocalFile.Failure) {
    let failure = await withCheckedContinuation { continuation in
      gathering.add(Batch(files: files) { continuation.resume(returning: $0) })
    }
    if let failure { throw failure }
  }

  private static func makeDurable(_ batches: [Batch]) {
    for file in batches.lazy.flatMap(\.files) { LocalFile.beginSync(file.written) }
    var failures: [LocalFile.Failure?] = batches.map { batch in
      failure { () throws(LocalFile.Failure) in
        for file in batch.files { try LocalFile.sync(file.written) }
      }
    }
    for (index, batch) in batches.enumerated() where failures[index] == nil {
      failures[index] = failure { () throws(LocalFile.Failure) in
        for file in batch.files { try file.takeName() }
      }
    }
    var folders: [String: LocalFile.Failure] = [:]
    for folder in Set(batches.lazy.flatMap(\.files).flatMap(\.folders)) {
      folders[folder] = failure { () throws(LocalFile.Failure) in try LocalFile.sync(folder) }
    }
    for (index, batch) in batches.enumerated() {
      if failures[index] != nil { batch.files.forEach { $0.discard() } }
      batch.answer(
        failures[index] ?? batch.files.lazy.flatMap(\.folders).compactMap { folders[$0] }.first)
    }
  }

  private static func failure(
    _ body: () throws(LocalFile.Failure) -> Void
  ) -> LocalFile.Failure? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }
}
