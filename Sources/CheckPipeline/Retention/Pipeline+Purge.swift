import CheckActions
import Foundation
import CheckStore

/// What a purge removed, or would remove.
public struct PurgeReport: Sendable, Hashable, Codable {
  /// Final checks whose pictures are gone.
  public var checks = 0
  /// Files that were removed: one that another check names stays.
  public var files = 0
  /// Their bytes.
  public var bytes = 0

  /// A report of nothing removed.
  public init() {}
}

extension Pipeline {
  /// How many checks a purge looks at with one transaction.
  private static let purgeBatch = 50

  /// How many final checks have had pictures and no change since a moment.
  public func checksToPurge(changedBefore moment: Date) async throws -> Int {
    try await parts.store.read { db in
      try Retention.countDue(db, changedBefore: moment.milliseconds)
    }
  }

  /// Removes the pictures of final checks that have not changed since a moment; their rows stay, and
  /// their history says so.
  ///
  /// What was begun and not finished by an earlier purge is finished. It may run beside everything
  /// else: a picture that is deposited meanwhile stays or is stored again.
  ///
  /// - Parameters:
  ///   - moment: A later change keeps a check's pictures.
  ///   - actor: Who removes them, for the history.
  ///   - retention: How long pictures are to be kept, where they are removed before: the history of
  ///     each check whose pictures are says so.
  ///   - isInterrupted: Asked between batches.
  ///   - progress: Told after each batch.
  /// - Throws: What the store throws.
  @discardableResult
  public func purge(
    changedBefore moment: Date, by actor: String, despite retention: RetentionRules? = nil,
    isInterrupted: () -> Bool = { false },
    progress: (PurgeReport) -> Void = { _ in }
  ) async throws -> PurgeReport {
    var report = PurgeReport()
    let parts = parts
    let before = moment.milliseconds
    try await parts.recoverDead()
    while !isInterrupted() {
      let now = parts.clock.nowMilliseconds
      let due = try await parts.store.read { db in
        try Retention.due(db, changedBefore: before, limit: Self.purgeBatch)
      }
      if !due.isEmpty {
        report.checks += try await parts.store.write { db in
          try Retention.release(db, due, by: actor, at: now) { check in
            "pictures removed" + (retention?.passedOver(check, now) ?? "")
          }
        }
      }
      try await removeFiles(&report)
      progress(report)
      guard !due.isEmpty else { break }
    }
    try await sweepUnnamed(&report, isInterrupted)
    return report
  }

  /// Removes what no check names: stored for a check that was never written, or in whose place
  /// another picture came.
  private func sweepUnnamed(_ report: inout PurgeReport, _ isInterrupted: () -> Bool) async throws {
    let images = parts.images
    // What was stored a moment ago is about to be named.
    let moment = parts.clock.now().addingTimeInterval(-Self.unnamedSeconds)
    for number in UInt8.min...UInt8.max where !isInterrupted() {
      let old = await blocking { images.images(inFolder: number, writtenBefore: moment) }
      guard !old.isEmpty else { continue }
      let unnamed = try await parts.store.read { db in
        try old.filter { try !Retention.isNamed(db, $0) }
      }
      guard !unnamed.isEmpty else { continue }
      try await parts.store.write { try ImageRows.beginRemoval($0, Set(unnamed)) }
      try await removeFiles(&report)
    }
  }

  private static let unnamedSeconds = 3600.0

  /// Removes the files of the images that are marked, by this purge or one that died.
  private func removeFiles(_ report: inout PurgeReport) async throws {
    let parts = parts
    @Sendable func marked(_ db: Transaction) throws -> [ImageHash] {
      try ImageRows.removing(db, limit: Self.purgeBatch)
    }
    while try await !parts.store.read(marked).isEmpty {
      let removed = try await parts.images.finishRemoval(marked)
      parts.pictures.remove(originals: removed.hashes)
      report.files += removed.files
      report.bytes += removed.bytes
    }
  }
}
