/// Where one run has its files.
struct Place {
  let folder: String
  /// The data folder of the program under test.
  var data: String
  /// What is submitted.
  var checks: CheckSet

  init(folder: String, checks: CheckSet) {
    self.folder = folder
    self.checks = checks
    data = "\(folder)/data"
  }

  /// What the client was told, check by check, while the ingest went on.
  var receipts: String { "\(folder)/receipts" }
  /// What the last ingest printed.
  var output: String { "\(folder)/output" }
  /// What it said on standard error.
  var error: String { "\(folder)/error" }
  /// The call at which the run was disturbed.
  var log: String { "\(folder)/log" }

  /// Opens the store, by no code of the pipeline.
  func openStore(readonly: Bool) throws -> JudgedStore {
    try JudgedStore(file: "\(data)/store.sqlite", readonly: readonly)
  }
}
