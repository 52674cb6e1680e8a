import CheckActions
import CheckStore
import Foundation

/// The images that were removed, and how many files and bytes that were.
struct RemovedImages: Sendable {
  var hashes: [ImageHash] = []
  var files = 0
  var bytes = 0
}

extension ImageStore {
  /// Removes the files of images that are marked as being removed, also by a process that died, and
  /// writes that they are gone.
  ///
  /// One process does so at a time: a second one could finish, and see the image put again, before a
  /// slow first one unlinks it.
  ///
  /// - Parameter marked: Finds the images, which stay marked until this has removed them.
  /// - Throws: ``LocalFile/Failure``, ``PipelineError/busy(lock:seconds:)``,
  ///   ``PipelineError/dataFolder(_:reason:)``, or what the store throws.
  @discardableResult
  func finishRemoval(
    _ marked: @escaping @Sendable (Transaction) throws -> [ImageHash]
  ) async throws -> RemovedImages {
    let lock = try await blocking { [folder] () throws(PipelineError) in
      try FileLock(folder.imageLock)
    }
    defer { withExtendedLifetime(lock) {} }
    let images = try await store.read(marked)
    guard !images.isEmpty else { return RemovedImages() }
    let removed = try await blocking { [self] () throws(LocalFile.Failure) in
      try unlinkFiles(images)
    }
    try await store.write { try ImageRows.endRemoval($0, images) }
    return removed
  }

  private func unlinkFiles(_ hashes: [ImageHash]) throws(LocalFile.Failure) -> RemovedImages {
    var removed = RemovedImages(hashes: hashes)
    for hash in hashes {
      var status = stat()
      guard stat(path(hash), &status) == 0 else { continue }
      guard unlink(path(hash)) == 0 || errno == ENOENT else {
        throw .system(call: "unlink", code: errno)
      }
      removed.files += 1
      removed.bytes += Int(status.st_size)
    }
    return removed
  }

  /// The images of one of the 256 folders that were written before a moment, by their names.
  func images(inFolder number: UInt8, writtenBefore moment: Date) -> [ImageHash] {
    let place = "\(folder.images)/\([number].hexadecimal)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.filter { name in
      var status = stat()
      return name.utf8.count == 64 && stat("\(place)/\(name)", &status) == 0
        && Double(status.st_mtim.tv_sec) < moment.timeIntervalSince1970
    }.map(ImageHash.init(trusted:))
  }
}
