import CheckActions
import Foundation

/// What an import or a restore led to.
public struct RoutingDirectoryReceipt: Sendable, Hashable {
  /// The version that has the content, and holds.
  public var directory: RoutingDirectoryVersion
  /// Whether that version held already, so that none was added.
  public var isUnchanged: Bool
  /// How many records the directory had that held before.
  public var recordsBefore: Int
}

extension Pipeline {
  /// Brings in a routing directory, in the FedACH layout; messages that are claimed from now on are
  /// decided with it, in warm containers too.
  ///
  /// The file is checked as a whole first. Killed at any moment, either the old directory holds or
  /// the new one.
  ///
  /// - Parameters:
  ///   - file: The directory's text.
  ///   - actor: Who brings it, for the list of versions.
  ///   - allowsFewer: Whether fewer than half of the records of an imported directory may take its
  ///     place; a download that was cut off between two lines looks like that.
  /// - Throws: `RoutingDirectoryText.Failure` when the file is not taken, or
  ///   ``RoutingDirectoryError``.
  public func importDirectory(
    file: String, by actor: String, allowsFewer: Bool = false
  ) async throws -> RoutingDirectoryReceipt {
    let text = try await blocking { () throws(RoutingDirectoryText.Failure) in
      try RoutingDirectoryText(file: file)
    }
    let source = URL(fileURLWithPath: file).lastPathComponent
    return try await bring(text, by: actor, source: source, restoredFrom: nil) { holding in
      let isImported = holding.importedAt != nil
      guard allowsFewer || !isImported || text.count * 2 >= holding.records else {
        throw RoutingDirectoryError.fewer(
          file: file, records: text.count, than: holding.records)
      }
    }
  }

  /// The versions of the routing directory, oldest first; the last one holds.
  public func directories() async throws -> [RoutingDirectoryVersion] {
    try await parts.store.read { try RoutingDirectoryVersion.all($0) }
  }

  /// Brings back the content of a version, as a new and higher one.
  ///
  /// - Throws: ``RoutingDirectoryError``, or `ActionFailure` when its file cannot be read.
  public func restoreDirectory(
    _ version: Int, by actor: String
  ) async throws -> RoutingDirectoryReceipt {
    let folder = parts.folder.routing
    guard
      let old = try await parts.store.read({ try RoutingDirectoryVersion.find($0, version) })
    else { throw RoutingDirectoryError.noSuchVersion(version) }
    let text = try await blocking {
      RoutingDirectoryText(
        normalised: try RoutingDirectory.read(version: version, in: folder).normalisedBytes)
    }
    guard text.checksum == old.checksum else {
      throw RoutingDirectoryError.changed(
        version: version, file: RoutingDirectory.file(version: version, in: folder))
    }
    return try await bring(text, by: actor, source: old.source, restoredFrom: version)
  }

  /// The record of a routing number in the directory that holds.
  ///
  /// - Throws: `ActionFailure` when the directory cannot be read.
  public func institution(_ routingNumber: String) async throws -> RoutingRecord? {
    let folder = parts.folder.routing
    let edition = try await parts.store.read { try RoutingDirectoryVersion.current($0) }
    return try await blocking {
      try RoutingDirectory.read(edition, in: folder)[routingNumber]
    }
  }

  /// Brings in a directory, after the one that holds when it is committed.
  ///
  /// Its file has its name before a row does, outside of any transaction; where another version came
  /// first, it is looked at anew beside that one.
  ///
  /// - Parameter check: Throws where the version that holds is not to be followed by this one.
  func bring(
    _ text: RoutingDirectoryText, by actor: String, source: String, restoredFrom: Int?,
    check: @Sendable (RoutingDirectoryVersion) async throws -> Void = { _ in }
  ) async throws -> RoutingDirectoryReceipt {
    let (files, clock) = (parts.directories, parts.clock)
    let temporary = try await blocking { () throws(RoutingDirectoryError) in
      files.sweep()
      return try files.write(text.normalised)
    }
    defer { unlink(temporary) }
    while true {
      let holding = try await parts.store.read { try RoutingDirectoryVersion.holding($0) }
      if holding.checksum == text.checksum {
        try await blocking { () throws(RoutingDirectoryError) in
          // The same content again is how a lost or damaged file is put right.
          guard !files.holds(text.normalised, version: holding.version) else { return }
          try files.place(temporary, as: holding.version)
        }
        return RoutingDirectoryReceipt(
          directory: holding, isUnchanged: true, recordsBefore: holding.records)
      }
      try await check(holding)
      let version = try await blocking { () throws(RoutingDirectoryError) in
        try files.place(temporary, after: holding.version)
      }
      // Where this throws, a commit may be durable all the same: the file stays.
      let added = try await parts.store.write { db -> RoutingDirectoryVersion? in
        let added = RoutingDirectoryVersion(
          version: version, importedAt: clock.now(), actor: actor, source: source, text: text,
          restoredFrom: restoredFrom)
        return try added.insert(db, after: holding.version) ? added : nil
      }
      if let added {
        return RoutingDirectoryReceipt(
          directory: added, isUnchanged: false, recordsBefore: holding.records)
      }
      try await blocking { () throws(RoutingDirectoryError) in
        try files.takeBack(version, to: temporary)
      }
    }
  }
}
