import CheckActions
import CheckStore

extension Store {
  /// Opens the store of a data folder and brings its tables up to date.
  ///
  /// - Throws: ``PipelineError/dataFolder(_:reason:)``, ``PipelineError/storeLost(_:_:)``, or what the
  ///   store throws.
  convenience init(folder: DataFolder, clock: PipelineClock) throws {
    try self.init(
      Files(path: folder.store, writeLock: folder.writeLock), schema: .checks,
      creating: folder.createStoreFile,
      refusingNew: {
        if folder.holdsRecords { throw PipelineError.storeLost(folder.path, .noTables) }
      },
      opened: { db in
        try Self.startBoot(db, clock.bootID)
        try Self.identify(db)
      })
  }

  /// Returns the number that tells this store from any other; its copies have it as well.
  static func identity(_ db: Transaction) throws -> String? {
    try db.first("SELECT value FROM meta WHERE key = 'store_id'") { $0[0] }
  }

  private static func identify(_ db: Transaction) throws {
    let random = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    try db.run(
      "INSERT INTO meta (key, value) VALUES ('store_id', ?) ON CONFLICT (key) DO NOTHING",
      [random.hexadecimal])
  }

  /// Monotonic times of an earlier boot mean nothing in this one.
  private static func startBoot(_ db: Transaction, _ bootID: String) throws {
    let known: String? = try db.first("SELECT value FROM meta WHERE key = 'boot_id'") { $0[0] }
    guard known != bootID else { return }
    try db.run(
      """
      INSERT INTO meta (key, value) VALUES ('boot_id', ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value
      """, [bootID])
    try db.run("UPDATE messages SET ready_at_ms = 0 WHERE ready_at_ms <> 0")
  }
}
