import CashLetter
import CheckActions
import Foundation
import CheckStore

/// How far the making of a letter is.
public struct LetterProgress: Sendable, Hashable {
  /// How many deposited checks were looked at.
  public var seen = 0
  /// How many of them go into the letter.
  public var taken = 0
  /// How many of them are held back.
  public var held = 0
  /// The number of them that were deposited after the letter's business date.
  public var later = 0

  /// Nothing was looked at yet.
  public init() {}
}

extension Pipeline {
  /// Makes a letter of the deposited checks, oldest first, as many as the bank takes in one.
  ///
  /// What a killed process left half made is finished first, to the byte as it would have been.
  ///
  /// - Parameters:
  ///   - policy: The bank's profile, and what is done by rule.
  ///   - businessDate: The business date, a banking day at most seven days from the banking day of
  ///     now; `nil` for that one. Checks that were deposited after it go into a later letter.
  ///   - actor: Who makes it, for the history.
  ///   - isInterrupted: Asked after each check; when it says so, nothing is reserved.
  ///   - resumed: Told of each letter that was finished first.
  ///   - progress: Told of each check that was looked at.
  /// - Returns: The letter; `nil` when no check is ready for one, or it was interrupted.
  /// - Throws: ``LetterError``, ``PipelineError``, or what the store throws.
  public func createLetter(
    _ policy: LetterPolicy, businessDate: LetterDate? = nil, by actor: String,
    isInterrupted: () -> Bool = { false }, resumed: (Letter) -> Void = { _ in },
    progress: (LetterProgress) -> Void = { _ in }
  ) async throws -> Letter? {
    try policy.check()
    let parts = parts
    return try await parts.withLetterLock {
      let lastDay = try parts.businessDate(businessDate, policy)
      let businessDate = try lastDay.letterDate()
      try await blocking { try parts.recoverLost() }
      for letter in try await finishReservedLetters() { resumed(letter) }
      var drafts: [Letters.Draft] = []
      var seen = LetterProgress()
      var sum = 0
      try await parts.forEachCandidate(policy, reads: true) { candidate in
        seen.seen += 1
        let cents = candidate.check.statement.amount.value
        if candidate.held(policy) != nil {
          seen.held += 1
        } else if candidate.bankingDay(parts.rules.availability) > lastDay {
          seen.later += 1
        } else if sum + cents <= policy.profile.dialect.largestLetterCents {
          sum += cents
          let rear = try await parts.madeRear(for: candidate, policy)
          drafts.append(
            Letters.Draft(
              check: candidate.check.id, presentment: candidate.check.presentment,
              entry: try candidate.entry(policy, madeRear: rear?.hash, parts.rules),
              madeRear: rear))
        }
        seen.taken = drafts.count
        progress(seen)
        return drafts.count < policy.profile.dialect.itemsPerLetter && !isInterrupted()
      }
      guard !drafts.isEmpty, !isInterrupted() else { return nil }
      let items = drafts
      // What a bank's file cannot state is found before anything is reserved.
      try await blocking { try parts.rehearse(items, policy, businessDate: businessDate) }
      let letter = try await parts.store.write { db in
        try Letters.reserve(
          db, items, policy: policy, businessDate: businessDate, actor: actor,
          clock: parts.clock)
      }
      return if let letter { try await makeFile(of: letter) } else { nil }
    }
  }

  /// The letters, oldest first.
  public func letters() async throws -> [Letter] {
    try await parts.store.read { db in
      try db.rows("SELECT \(Letter.columns) FROM letters ORDER BY id", [], Letter.init(row:))
    }
  }

  /// A letter with its items and what became of it.
  public func letter(_ id: LetterID) async throws -> LetterDetails {
    let folder = parts.folder.letters
    return try await parts.store.read { db in
      let letter = try Letter.fetch(db, id: id)
      return LetterDetails(
        letter: letter, file: "\(folder)/\(letter.fileName)",
        items: try Letters.items(db, of: id, count: .max).map(\.record),
        history: try Letters.history(db, id))
    }
  }

  /// The deposited checks that go into no letter as they are, by their numbers.
  ///
  /// Of those that no letter was to be made of yet, only what needs no reading of pictures is told.
  public func heldItems(_ policy: LetterPolicy) async throws -> [HeldItem] {
    var held: [HeldItem] = []
    try await parts.forEachCandidate(policy, reads: false) { candidate in
      if let item = candidate.held(policy) { held.append(item) }
      return true
    }
    return held
  }

  /// Lets a check into letters whose picture for the bank does not read as its line: a person
  /// compared them.
  ///
  /// - Throws: ``LetterError/notHeld(_:)``.
  public func releaseToLetters(
    _ id: CheckID, _ policy: LetterPolicy, by actor: String, note: String
  ) async throws {
    let (images, clock) = (parts.images, parts.clock)
    try await parts.store.write { db in
      _ = try CheckRecord.fetch(db, id: id)
      let candidate = try LetterCandidate.batch(db, after: id - 1, count: 1, in: images).first
      guard let candidate, candidate.check.id == id,
        candidate.held(policy)?.reason == .illegible
      else { throw LetterError.notHeld(id) }
      try db.run(
        "INSERT INTO letter_releases (check_id, at_ms, actor, note) VALUES (?, ?, ?, ?)",
        [id, clock.nowMilliseconds, actor, note])
    }
  }

  /// Finishes the letters that a killed process left without their files.
  private func finishReservedLetters() async throws -> [Letter] {
    let reserved = try await parts.store.read { db in
      try db.rows(
        "SELECT \(Letter.columns) FROM letters WHERE state = ? ORDER BY id",
        [LetterState.reserved.rawValue], Letter.init(row:))
    }
    var finished: [Letter] = []
    for letter in reserved { finished.append(try await makeFile(of: letter)) }
    return finished
  }

  func makeFile(of letter: Letter) async throws -> Letter {
    let parts = parts
    let (bytes, checksum) = try await blocking {
      try LetterFile(letter: letter, parts: parts).write()
    }
    return try await parts.store.write { db in
      try Letters.finish(
        db, letter.id, bytes: bytes, checksum: checksum, clock: parts.clock)
    }
  }
}
