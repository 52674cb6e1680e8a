import CheckStore
import CheckActions
import Foundation

/// One try to bring a backup up to date.
struct BackupWork {
  let parts: Parts
  let folder: BackupFolder
  /// Images that were not there at the try before; a purge does not explain them.
  let missedBefore: Set<String>
  let acceptsMissing: Bool
  let isInterrupted: @Sendable () -> Bool
  /// Told of how many files so many are there.
  let progress: @Sendable (_ done: Int, _ planned: Int) -> Void

  private let copies = CopiedFiles()
  private var files: [BackupFile] = []
  private var places: Set<String> = []
  private var missing: Set<String> = []
  private var copied = 0
  private var copiedBytes = 0

  init(
    parts: Parts, folder: BackupFolder, missedBefore: Set<String>, acceptsMissing: Bool,
    isInterrupted: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) {
    self.parts = parts
    self.folder = folder
    self.missedBefore = missedBefore
    self.acceptsMissing = acceptsMissing
    self.isInterrupted = isInterrupted
    self.progress = progress
  }

  /// Copies what the backup does not have yet, and makes it hold; then removes what it has no more.
  ///
  /// - Throws: ``ImagesPurged`` where images were removed after the store was copied; ``BackupError``.
  mutating func run() throws -> BackupReport {
    let createdAt = parts.clock.now()
    let store = try copyStore(createdAt)
    do {
      try proveWhole(store)
      try addStore(store)
      try addFiles(of: store)
      try copies.makeFolder(folder.path)
      try copies.finish()
    } catch {
      unlink(store.path)
      throw error
    }
    let manifest = BackupManifest(
      createdAt: createdAt, storeID: try store.read(Store.identity),
      missing: missing.isEmpty ? nil : missing.sorted(), files: files)
    // From here on the copy of the store may be named, so that it stays whatever happens.
    try manifest.write(in: folder)
    let removed = try folder.removeAllBut(manifest)
    return BackupReport(
      createdAt: createdAt, files: files.count, bytes: manifest.bytes, copied: copied,
      copiedBytes: copiedBytes, skipped: files.count - copied, removed: removed,
      missing: missing.sorted())
  }

  private func copyStore(_ moment: Date) throws -> StoreCopy {
    // A name of its own: the one before stays whole until the manifest names this one.
    let random = String(UInt32.random(in: 0...UInt32.max), radix: 36)
    let name = "store-\(BackupTime.text(moment))-\(random).sqlite"
    return try StoreCopy.make(
      of: parts.store, at: "\(folder.path)/\(name)", isInterrupted: isInterrupted)
  }

  /// Proves the copy before it takes the place of one that can be restored.
  private func proveWhole(_ store: StoreCopy) throws {
    do {
      try store.proveWhole()
    } catch BackupError.damaged(_, let reason) {
      throw BackupError.damagedStore(
        parts.folder.store, reason: reason, kept: folder.hasManifest ? folder.path : nil)
    }
  }

  private mutating func addStore(_ store: StoreCopy) throws {
    let (bytes, checksum) = try CopiedFiles.measure(store.path)
    let name = String(store.path.dropFirst(folder.path.count + 1))
    add(
      BackupFile(path: BackupPlaces.store, file: name, bytes: bytes, sha256: checksum),
      isCopied: true)
  }

  private mutating func addFiles(of store: StoreCopy) throws {
    let (needed, useful) = try store.read { db in
      let needed = try Retention.named(db)
      return (needed, Set(try Retention.namedByLetters(db)).subtracting(needed))
    }
    let others = BackupPlaces.others(in: parts.folder)
    let planned = 1 + needed.count + useful.count + others.count
    func go(_ done: Int) throws {
      if isInterrupted() { throw BackupError.interrupted }
      progress(done, planned)
    }
    missing = try missingImages(of: needed)
    for hash in needed where !missing.contains(hash.description) {
      try go(files.count)
      guard try addImage(hash.description) else { throw ImagesPurged(hashes: [hash.description]) }
    }
    for hash in useful {
      try go(files.count)
      _ = try addImage(hash.description)
    }
    for path in others {
      try go(files.count)
      try addOther(path)
    }
  }

  /// The images that neither the data folder nor the backup has, before any is copied.
  private func missingImages(of needed: [ImageHash]) throws -> Set<String> {
    let missing = needed.map(\.description).filter { hash in
      let path = BackupPlaces.image(hash)
      return LocalStatus.size("\(parts.folder.path)/\(path)") == nil
        && LocalStatus.size("\(folder.path)/\(path)") == nil
    }
    guard let first = missing.first else { return [] }
    guard missedBefore.isSuperset(of: missing) else { throw ImagesPurged(hashes: Set(missing)) }
    guard acceptsMissing else {
      throw BackupError.image(
        "\(parts.folder.path)/\(BackupPlaces.image(first))",
        reason: "is named by a check and is not there")
    }
    return Set(missing)
  }

  /// Copies an image unless it is there; gives whether it is, then.
  private mutating func addImage(_ hash: String) throws -> Bool {
    let path = BackupPlaces.image(hash)
    let source = "\(parts.folder.path)/\(path)"
    let place = "\(folder.path)/\(path)"
    let size = LocalStatus.size(source)
    if let kept = LocalStatus.size(place), size == nil || size == kept {
      // Whoever put it there may have died before its name was durable.
      try copies.makeFolder(LocalFile.folder(of: place))
      add(BackupFile(path: path, bytes: kept, sha256: hash), isCopied: false)
      return true
    }
    do {
      var bytes = 0
      try copies.add(source, to: place, temporary: folder.temporary(hash)) { size, checksum in
        guard checksum == hash else {
          throw BackupError.image(source, reason: "is damaged (SHA-256 \(checksum))")
        }
        bytes = size
      }
      add(BackupFile(path: path, bytes: bytes, sha256: hash), isCopied: true)
      return true
    } catch is SourceGone {
      return false
    }
  }

  /// Copies any other file under its SHA-256; one that is removed meanwhile is left out.
  private mutating func addOther(_ path: String) throws {
    let source = "\(parts.folder.path)/\(path)"
    do {
      let measured = try CopiedFiles.measure(source)
      let name = BackupPlaces.file(measured.checksum)
      let isThere = LocalStatus.size("\(folder.path)/\(name)") == measured.bytes
      let file = BackupFile(
        path: path, file: name, bytes: measured.bytes, sha256: measured.checksum)
      if !isThere, !places.contains(name) {
        try copies.add(
          source, to: "\(folder.path)/\(name)", temporary: folder.temporary(measured.checksum)
        ) { _, checksum in
          guard checksum == measured.checksum else {
            throw BackupError.unreadable(source, reason: "it is being changed: try again")
          }
        }
        add(file, isCopied: true)
      } else {
        add(file, isCopied: false)
      }
    } catch is SourceGone {
      return
    } catch BackupError.unreadable(source, _) where LocalStatus.size(source) == nil {
      return
    }
  }

  private mutating func add(_ file: BackupFile, isCopied: Bool) {
    files.append(file)
    places.insert(file.place)
    guard isCopied else { return }
    copied += 1
    copiedBytes += file.bytes
  }
}

/// Images that the copy of the store names are not there; a purge may have removed them since.
struct ImagesPurged: Error {
  var hashes: Set<String>
}
