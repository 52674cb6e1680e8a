import CheckActions
import CheckStore
import Foundation
import Synchronization

/// Bytes that are to be stored, with their name.
struct NewImage: Sendable {
  let bytes: [UInt8]
  let hash: ImageHash
  /// Where the bytes lie already, in a file that no one else writes: it is moved into the store.
  let file: String?

  init(_ bytes: [UInt8]) {
    self.init(bytes, hash: ImageHash(of: bytes), file: nil)
  }

  /// Takes bytes whose hash was just computed, and the file they were read from.
  init(_ bytes: [UInt8], hash: ImageHash, file: String?) {
    self.bytes = bytes
    self.hash = hash
    self.file = file
  }

  /// The same bytes, to be written.
  var withoutFile: NewImage { NewImage(bytes, hash: hash, file: nil) }

  /// Takes the file away, where it was not moved.
  func discardFile() {
    if let file { unlink(file) }
  }
}

/// The images of checks, as submitted and as made for archive and bank, each under the hash of its
/// bytes.
///
/// An image is written under a temporary name that tells its owner, synced, renamed, and its folder
/// synced, before the row that names it is committed. Those that are put at the same time share
/// their syncs.
///
/// What lies in a scratch folder is moved, not copied: a file system such as ext4 steps over each
/// file that was deleted in the last minutes whenever one is made.
final class ImageStore: Sendable {
  let folder: DataFolder
  let store: Store
  private let owner: OwnerLock
  private let sync: FileSync
  private let count = Atomic<Int>(0)
  /// The folders whose names this process has made durable; at most 256.
  private let synced = Mutex<Set<String>>([])

  init(folder: DataFolder, owner: OwnerLock, sync: FileSync, store: Store) {
    self.folder = folder
    self.store = store
    self.owner = owner
    self.sync = sync
  }

  /// The file of an image, whether or not it is there.
  func path(_ hash: ImageHash) -> String { "\(folderPath(hash))/\(hash)" }

  /// The reference to an image for readers on this host; its file may be missing.
  func reference(_ hash: ImageHash) -> ImageReference {
    ImageReference(hash: hash, locator: .file(path: path(hash)))
  }

  /// Stores images durably; answers when all of them are.
  ///
  /// What is there already is synced again, since whoever put it may have died before it was, and
  /// replaced where it is damaged. A removal that was begun is finished first.
  ///
  /// - Returns: The images, in their order, to be named in a transaction (``ImageRows/name(_:_:)``).
  /// - Throws: ``LocalFile/Failure`` when the disk does not take one of them, what
  ///   ``finishRemoval(_:)`` throws, or what the store throws; no temporary is left behind then, nor
  ///   a file that was to be moved, and others of them may be there, which no row names.
  @discardableResult
  func put(_ images: [NewImage]) async throws -> [StoredImage] {
    var images = images
    for _ in 0..<Self.mostRemovals {
      do {
        return try await putOnce(images)
      } catch LocalFile.Failure.system(_, ENOENT) {
        // One that was there already was removed before it was synced: now it is written.
        images = images.map(\.withoutFile)
      }
    }
    return try await putOnce(images)
  }

  /// How often what is put may be removed meanwhile.
  private static let mostRemovals = 5

  private func putOnce(_ images: [NewImage]) async throws -> [StoredImage] {
    let revisions: [Int]
    do {
      revisions = try await self.revisions(toStore: images.map(\.hash))
    } catch {
      for image in images { image.discardFile() }
      throw error
    }
    let files = try await blocking { [self] () throws(LocalFile.Failure) in try write(images) }
    try await sync.makeDurable(files)
    synced.withLock { folders in for image in images { folders.insert(folderPath(image.hash)) } }
    return zip(images, revisions).map { image, revision in
      StoredImage(hash: image.hash, bytes: image.bytes.count, revision: revision)
    }
  }

  /// The revisions to store images for, known before a file is looked at: an image that is removed
  /// after that is refused when it is named.
  private func revisions(toStore hashes: [ImageHash]) async throws -> [Int] {
    while true {
      let revisions = try await store.read { db in
        try hashes.map { try ImageRows.revision(db, toStore: $0) }
      }
      let known = revisions.compactMap { $0 }
      if known.count == hashes.count { return known }
      try await finishRemoval { db in
        try hashes.filter { try ImageRows.revision(db, toStore: $0) == nil }
      }
    }
  }

  /// Removes the temporaries that dead owners left.
  func sweep() {
    OwnerLock.removeLeftOvers(in: folder.imageTemporaries, of: folder)
  }

  private func write(_ images: [NewImage]) throws(LocalFile.Failure) -> [FileSync.File] {
    var files: [FileSync.File] = []
    do {
      for image in images { files.append(try write(image)) }
    } catch {
      for file in files { file.discard() }
      for image in images { image.discardFile() }
      throw error
    }
    return files
  }

  private func write(_ image: NewImage) throws(LocalFile.Failure) -> FileSync.File {
    let folderPath = folderPath(image.hash)
    guard mkdir(folderPath, 0o700) == 0 || errno == EEXIST else {
      throw .system(call: "mkdir", code: errno)
    }
    // Also where another made it, who may not have come to sync it yet.
    let isNew = !synced.withLock { $0.contains(folderPath) }
    var file = FileSync.File(temporary: nil, path: path(image.hash), isFolderNew: isNew)
    if let kept = try? LocalFile.read(file.path, limit: image.bytes.count), kept == image.bytes {
      image.discardFile()
      return file
    }
    if let moved = image.file {
      file.temporary = moved
      return file
    }
    let number = count.add(1, ordering: .relaxed).newValue
    let temporary = "\(folder.imageTemporaries)/\(owner.id).\(number)"
    try LocalFile.create(temporary, bytes: image.bytes, sync: false)
    file.temporary = temporary
    return file
  }

  private func folderPath(_ hash: ImageHash) -> String {
    "\(folder.images)/\(hash.description.prefix(2))"
  }
}
