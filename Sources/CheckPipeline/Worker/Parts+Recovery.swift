import CheckStore

extension Parts {
  /// Gives back what lost owners had in hand, and removes what they left on the disk.
  ///
  /// - Parameter body: What goes before it in the same transaction.
  func recoverLost(after body: @escaping @Sendable (Transaction) throws -> Void = { _ in }) throws {
    let dead = deadOwners()
    let lost = try store.writeAndWait { [self] db in
      try body(db)
      let lost = try Owners.lost(
        db, clock: clock, leaseMilliseconds: leaseMilliseconds,
        isDead: { OwnerLock.isDead($0, in: folder) })
      try jitter.withLock { generator in
        for owner in lost {
          try Owners.recover(
            db, lost: owner, hasDied: OwnerLock.isDead(owner, in: folder), retry: retry,
            clock: clock, using: &generator)
        }
      }
      return lost
    }
    for owner in lost { log.notice("worker \(owner) was lost; its messages go on") }
    // Only those that were dead before their messages were given back: a name that is free may be
    // taken again.
    sweep(dead)
  }

  /// Looks after what dead processes left, which nobody else may do where no worker comes by.
  func recoverDead() async throws {
    try await blocking { [self] in
      if !deadOwners().isEmpty { try recoverLost() }
    }
  }

  /// The owners whose processes have died, and left their locks.
  func deadOwners() -> [String] {
    OwnerLock.all(in: folder).filter { OwnerLock.isDead($0, in: folder) }
  }
}
