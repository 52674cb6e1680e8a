extension Parts {
  /// Runs `body` while no one else, in whatever process, makes, sends or gives up a letter.
  func withLetterLock<Value>(_ body: () async throws -> Value) async throws -> Value {
    let lock = try await blocking { [folder] () throws(PipelineError) in
      try folder.createLetterFolders()
      return try FileLock(folder.letterLock)
    }
    defer { withExtendedLifetime(lock) {} }
    return try await body()
  }
}
