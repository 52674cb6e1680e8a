import CheckStore

extension Parts {
  /// Gives back what lost owners had in hand, and removes what they left on the disk.
  ///
  /// - Parameter body: What goes before it in the same transaction.
  func recoverLost(after body: @escaping @Sendable (Transaction) throws -> Void = { _ in }) throws {
    let dead = deadOwners()
    let lost = try lostOwners()
    let recovered = try store.writeAndWait { [self] db in
      try body(db)
      return try recover(db, lost)
    }
    for owner in recovered { log.notice("worker \(owner) was lost; its messages go on") }
    // Only those that were dead before their messages were given back: a name that is free may be
    // taken again.
    sweep(dead)
  }

  /// The owners that died or stopped beating, with what tells later that they have beaten since.
  func lostOwners() throws -> [Owners.Lost] {
    Owners.lost(
      of: try store.readAndWait(Owners.all), clock: clock, leaseMilliseconds: leaseMilliseconds,
      isDead: { OwnerLock.isDead($0, in: folder) })
  }

  /// Gives back what lost owners had in hand.
  ///
  /// - Parameter lost: Those that were lost when someone looked, before the transaction.
  /// - Returns: The owners that still were.
  func recover(_ db: Transaction, _ lost: [Owners.Lost]) throws -> [String] {
    // All off the list before a message is changed, in the order of their names.
    let struck = try lost.filter { try Owners.strike(db, $0) }
    try jitter.withLock { generator in
      for owner in struck {
        try Owners.recover(
          db, lost: owner.owner.id, hasDied: owner.hasDied, retry: retry, clock: clock,
          using: &generator)
      }
    }
    return struck.map(\.owner.id)
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
