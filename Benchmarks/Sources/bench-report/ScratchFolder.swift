import Foundation

/// A folder for one run, removed with all that is in it.
struct ScratchFolder {
  let path: String

  /// Makes a folder with a new name inside another one.
  init(in parent: String) throws {
    path = "\(parent)/bench-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Runs `body` with a new folder inside this one, and removes it afterwards.
  func within<Value>(_ body: (ScratchFolder) async throws -> Value) async throws -> Value {
    let folder = try ScratchFolder(in: path)
    defer { folder.remove() }
    return try await body(folder)
  }
}
