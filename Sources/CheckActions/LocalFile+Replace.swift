import Foundation

extension LocalFile {
  /// Puts a file of mode 0600 in a folder, in place of one that is there, so that a reader sees the
  /// old or the new one and the new one is durable when this returns.
  package static func replace(
    _ path: String, bytes: [UInt8], temporary: String, folder: String
  ) throws(Failure) {
    try create(temporary, bytes: bytes, sync: true)
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw .system(call: "rename", code: code)
    }
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(call: "fsync", code: errno) }
  }
}
