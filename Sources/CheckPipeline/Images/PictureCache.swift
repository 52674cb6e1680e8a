import CheckActions
import Foundation
import Synchronization

/// The normalised pictures that the containers of this host share; losing them loses time only.
final class PictureCache: Sendable {
  private struct Growth {
    /// `nil` until this process has looked what earlier ones left.
    var bytesSinceCount: Int?
  }

  private let folder: String
  private let limitBytes: Int
  private let growth = Mutex(Growth())

  init(folder: String, limitBytes: Int) {
    self.folder = folder
    self.limitBytes = limitBytes
  }

  /// Where the picture of an original lies, or would lie.
  func path(original: ImageHash, width: Int, height: Int) -> String {
    "\(folder)/\(original)-v\(Normaliser.version)-\(width)x\(height).gray"
  }

  /// Returns the picture of an original with its place in the cache; its file may be missing.
  func located(_ picture: NormalisedPicture, original: ImageHash) -> NormalisedPicture {
    var located = picture
    located.locator = .file(
      path: path(original: original, width: picture.width, height: picture.height))
    return located
  }

  /// Takes a picture over from a scratch folder, when it is what the response says.
  ///
  /// Gives where the picture lies now; the scratch file is gone in any case. With `copying` it is a
  /// copy that lies there, which whoever wrote the scratch file cannot write.
  func adopt(
    _ picture: NormalisedPicture, original: ImageHash, copying: Bool = false
  ) -> NormalisedPicture {
    let kept = located(picture, original: original)
    let place = path(original: original, width: picture.width, height: picture.height)
    guard let scratch = picture.locator?.path else { return kept }
    guard let pixels = picture.load()?.pixels,
      copying ? copy(pixels, to: place) : rename(scratch, place) == 0
    else {
      unlink(scratch)
      return kept
    }
    if copying { unlink(scratch) }
    noteGrowth(picture.width * picture.height)
    return kept
  }

  /// Where the same picture is there already, made of the same original, it stays.
  private func copy(_ pixels: [UInt8], to file: String) -> Bool {
    do throws(LocalFile.Failure) {
      try LocalFile.create(file, bytes: pixels, sync: false)
      return true
    } catch {
      return false
    }
  }

  /// Lets go of the picture of an original, once its line is read.
  func remove(_ picture: NormalisedPicture, original: ImageHash) {
    unlink(path(original: original, width: picture.width, height: picture.height))
  }

  /// Lets go of the pictures of originals that are removed.
  func remove(originals: [ImageHash]) {
    let gone = Set(originals.map(\.description))
    for name in names() where gone.contains(String(name.prefix(64))) {
      unlink("\(folder)/\(name)")
    }
  }

  /// Lets go of every picture.
  func clear() {
    for name in names() { unlink("\(folder)/\(name)") }
  }

  private func names() -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private func noteGrowth(_ bytes: Int) {
    let mustCount = growth.withLock { growth in
      let grown = growth.bytesSinceCount.map { $0 + bytes }
      let isOver = grown.map { $0 > limitBytes / 4 } ?? true
      growth.bytesSinceCount = isOver ? 0 : grown
      return isOver
    }
    if mustCount { evict() }
  }

  /// Unlinks the oldest pictures until three quarters of the limit are left: a reader that has one
  /// open keeps what it sees.
  private func evict() {
    var files = names().compactMap { name -> (path: String, bytes: Int, time: Int)? in
      var status = stat()
      let path = "\(folder)/\(name)"
      guard stat(path, &status) == 0 else { return nil }
      return (path, Int(status.st_size), Int(status.st_mtim.tv_sec))
    }
    files.sort { $0.time < $1.time }
    var total = files.reduce(0) { $0 + $1.bytes }
    for file in files where total > limitBytes / 4 * 3 {
      unlink(file.path)
      total -= file.bytes
    }
  }
}
