/// Decides before each commit whether it may be, to try what follows where a disk refuses one.
package final class CommitHook: Sendable {
  private let mayCommit: @Sendable () -> Bool

  package init(_ mayCommit: @escaping @Sendable () -> Bool) { self.mayCommit = mayCommit }

  /// Asks it before each commit of the transaction's connection, for as long as that is open; it is
  /// the caller who keeps the hook until then.
  package func install(in db: Transaction) throws {
    try db.session.handle.setCommitHook(
      { context in
        guard let context else { return 0 }
        return Unmanaged<CommitHook>.fromOpaque(context).takeUnretainedValue().mayCommit() ? 0 : 1
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
