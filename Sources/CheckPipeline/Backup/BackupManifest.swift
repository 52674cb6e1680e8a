import CheckActions
import Foundation

/// A file of a backup.
struct BackupFile: Codable, Hashable, Sendable {
  /// Its place in the data folder.
  var path: String
  /// Its place in the backup; the same where `nil`.
  var file: String?
  /// Its size.
  var bytes: Int
  /// The SHA-256 of its bytes, in hexadecimal.
  var sha256: String

  /// Its place in the backup.
  var place: String { file ?? path }
}

/// The files of a backup, and when it was made.
///
/// One JSON object a line: the header first, then each file. It is renamed into its place when all
/// that it names is durable, and so is the moment from which the backup holds.
struct BackupManifest: Sendable {
  /// The first line.
  struct Header: Codable, Sendable {
    var format = Self.name
    var version = Self.latest
    /// When the copy of the store was made, UTC.
    var createdAt: Date
    /// The store's identity; `nil` in those that were written before stores had one.
    var storeID: String?
    /// Images that the store names and the backup does not have; `nil` where it has all.
    var missing: [String]?
    /// The number of files that follow.
    var files: Int

    fileprivate static let name = "check-deposit backup"
    fileprivate static let latest = 1
  }

  static let name = "manifest.jsonl"
  /// That of ten million files; each takes about 200 bytes.
  private static let limitBytes = 2 << 30

  var createdAt: Date
  var storeID: String?
  var missing: [String]?
  var files: [BackupFile]

  /// The sizes of all files, added up.
  var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

  /// The copy of the store.
  var store: BackupFile? { files.first { $0.path == BackupPlaces.store } }

  /// Reads the manifest of a backup; `nil` where there is none.
  ///
  /// - Throws: ``BackupError``.
  static func read(in folder: String) throws(BackupError) -> BackupManifest? {
    let path = "\(folder)/\(name)"
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(path, limit: limitBytes)
    } catch .system(_, ENOENT) {
      return nil
    } catch {
      throw .unreadable(path, reason: error.description)
    }
    do {
      return try parse(bytes, folder)
    } catch let error as BackupError {
      throw error
    } catch {
      throw .damaged(path, reason: "is not a manifest of a backup")
    }
  }

  private static func parse(_ bytes: [UInt8], _ folder: String) throws -> BackupManifest {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let path = "\(folder)/\(name)"
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let header = try decoder.decode(Header.self, from: Data(lines.first ?? []))
    guard header.format == Header.name else {
      throw BackupError.damaged(path, reason: "is not a manifest of a backup")
    }
    guard header.version <= Header.latest else { throw BackupError.newer(folder) }
    let files = try lines.dropFirst().map { try decoder.decode(BackupFile.self, from: Data($0)) }
    guard files.count == header.files, Set(files.map(\.path)).count == files.count else {
      throw BackupError.damaged(path, reason: "names \(files.count) files, not \(header.files)")
    }
    for file in files where !BackupPlaces.isAllowed(file) {
      throw BackupError.damaged(path, reason: "names the file '\(file.path)', which no backup has")
    }
    return BackupManifest(
      createdAt: header.createdAt, storeID: header.storeID, missing: header.missing, files: files)
  }

  /// Writes the manifest and makes it hold.
  func write(in folder: BackupFolder) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    let path = "\(folder.path)/\(Self.name)"
    do {
      let file = try DurableFile(path: path, temporary: folder.temporary(Self.name))
      let newline = [UInt8(ascii: "\n")]
      let header = Header(
        createdAt: createdAt, storeID: storeID, missing: missing, files: files.count)
      try file.append(Array(try encoder.encode(header)) + newline)
      for entry in files { try file.append(Array(try encoder.encode(entry)) + newline) }
      try file.takeName()
    } catch let error as LocalFile.Failure {
      throw BackupError.unwritable(path, reason: error.description)
    }
  }
}
