import CashLetter
import CheckActions
import Foundation
import CheckStore
import MICR

extension Parts {
  /// How many checks are looked at with one look into the store.
  private static let batch = 100

  /// Goes through the deposited checks by their numbers, each with the line that the next bank will
  /// read from its picture.
  ///
  /// - Parameters:
  ///   - reads: Whether pictures that were not read before are read now.
  ///   - body: Told of each; ends it by saying `false`.
  func forEachCandidate(
    _ policy: LetterPolicy, reads: Bool, _ body: (LetterCandidate) async throws -> Bool
  ) async throws {
    do {
      try await goThroughCandidates(policy, reads: reads, body)
    } catch {
      await pool.letGoAll()
      throw error
    }
    await pool.letGoAll()
  }

  private func goThroughCandidates(
    _ policy: LetterPolicy, reads: Bool, _ body: (LetterCandidate) async throws -> Bool
  ) async throws {
    var last: CheckID = 0
    while true {
      let (after, images) = (last, images)
      var candidates = try await store.read { db in
        try LetterCandidate.batch(db, after: after, count: Self.batch, in: images)
      }
      guard let end = candidates.last?.check.id else { return }
      let faults = await blocking { [candidates] in candidates.map { $0.faultOfPictures() } }
      for (index, fault) in faults.enumerated() { candidates[index].pictureFault = fault }
      if reads { try await readPictures(of: &candidates, policy) }
      for candidate in candidates where try await !body(candidate) { return }
      last = end
    }
  }

  /// Reads those pictures for the bank that nothing else keeps out of a letter, and keeps what was
  /// read.
  private func readPictures(
    of candidates: inout [LetterCandidate], _ policy: LetterPolicy
  ) async throws {
    let unread = candidates.filter { candidate in
      candidate.bankLine == nil && !candidate.isReleased && candidate.held(policy) == nil
    }
    typealias Read = (hash: ImageHash, line: Result<String, ActionFailure>)
    let read = await withTaskGroup(of: Read?.self) { group in
      for candidate in unread { group.addTask { await self.bankLine(of: candidate) } }
      return await group.compactMap { $0 }.reduce(into: [Read]()) { $0.append($1) }
    }
    var lines: [ImageHash: String] = [:]
    for (hash, line) in read {
      switch line {
      case .success(let line): lines[hash] = line
      case .failure(let failure):
        // The check is held back this once, and no other waits for it.
        for index in candidates.indices where candidates[index].front?.reference.hash == hash {
          candidates[index].pictureFault =
            "The picture of its front could not be read this time: \(failure)"
        }
      }
    }
    guard !lines.isEmpty else { return }
    let readLines = lines
    try await store.write { db in
      for (hash, line) in readLines {
        try db.run(
          """
          INSERT INTO bank_readings (hash, line) VALUES (?, ?)
          ON CONFLICT (hash) DO UPDATE SET line = excluded.line
          """, [hash.description, line])
      }
    }
    for index in candidates.indices {
      guard let front = candidates[index].front, let line = lines[front.reference.hash] else {
        continue
      }
      candidates[index].bankLine = line
    }
  }

  /// Reads the front as it goes into a letter.
  private func bankLine(
    of candidate: LetterCandidate
  ) async -> (hash: ImageHash, line: Result<String, ActionFailure>)? {
    guard let front = candidate.front else { return nil }
    let hash = front.reference.hash
    let request = MICRAction.Request(SubmittedSides(front: front.reference))
    let invocation = await pool.run(.micr(request)) { invocation in
      // What the action makes of a picture that does not lie right is not wanted here.
      if case .success(let response) = invocation.result {
        for picture in response.archive { unlink(picture.reference.locator.path) }
      }
      return invocation
    }
    switch invocation.result {
    case .success(.micr(let response)):
      // Only upright is how the next bank gets to read it.
      return (hash, .success(response.reading.quarterTurns == 0 ? response.reading.line : ""))
    case .success:
      return nil
    case .failure(let failure):
      return (hash, .failure(failure))
    }
  }

  /// A rear side that is made for a check and stored; `nil` for one that has its own.
  func madeRear(
    for candidate: LetterCandidate, _ policy: LetterPolicy
  ) async throws -> StoredImage? {
    guard candidate.rear == nil, let front = candidate.front else { return nil }
    let account = candidate.check.statement.account
    let rear = GeneratedRear(
      width: front.width, height: front.height, dpi: front.dpi ?? 200,
      bank: policy.profile.firstBank.name, depositor: policy.depositorNames[account],
      account: account, date: try candidate.bankingDay(rules.availability).letterDate())
    let image = NewImage(try rear.encoded())
    do {
      return try await images.put([image]).first
    } catch let error as LocalFile.Failure {
      throw PipelineError.dataFolder(folder.images, reason: error.description)
    }
  }
}
