import CheckActions
import Hashing
import Foundation

/// A file that is written piece by piece under a temporary name, and takes its own name when it is
/// whole and durable; what is given up leaves nothing behind.
final class DurableFile {
  private static let bufferBytes = 1 << 20

  private let descriptor: Int32
  /// Where its bytes lie until it has its name.
  let temporary: String
  private let path: String
  private var buffer: [UInt8] = []
  private var hash = SHA256()
  private var isLeft = false
  /// How many bytes it has.
  private(set) var byteCount = 0

  /// Makes an empty file of mode 0600 in the place of what was left under the temporary name.
  init(path: String, temporary: String) throws(LocalFile.Failure) {
    unlink(temporary)
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    self.path = path
    self.temporary = temporary
  }

  deinit {
    close(descriptor)
    if !isLeft { unlink(temporary) }
  }

  /// Writes more bytes.
  func append(_ bytes: [UInt8]) throws(LocalFile.Failure) {
    buffer += bytes
    byteCount += bytes.count
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  /// Has all bytes in the file, though not durably.
  func flush() throws(LocalFile.Failure) {
    try LocalFile.write(buffer, to: descriptor)
    hash.update(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// The SHA-256 of the bytes that were flushed, in hexadecimal.
  var checksum: String { hash.finalize().hexadecimal }

  /// Makes the bytes durable under the temporary name, and leaves them there.
  func leave() throws(LocalFile.Failure) {
    try flush()
    guard fsync(descriptor) == 0 else { throw .system(call: "fsync", code: errno) }
    isLeft = true
  }

  /// Makes the bytes durable, and then the name; what stood there is replaced, or the file given up.
  func takeName(replacing: Bool = true) throws(LocalFile.Failure) {
    try leave()
    isLeft = false
    try LocalFile.takeName(path, from: temporary, replacing: replacing)
    isLeft = true
    try LocalFile.sync(LocalFile.folder(of: path))
  }
}
