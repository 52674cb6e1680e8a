import CheckActions
import Hashing
import CheckStore

/// A check as it is handed in.
public struct Submission: Sendable, Hashable {
  /// The front image.
  public var front: SubmittedImage
  /// The rear image.
  public var back: SubmittedImage?
  /// What the depositor says.
  public var statement: DepositStatement
  /// The client's idempotency key, 1 to 200 bytes.
  ///
  /// Without one it is derived from the pictures, the account and the amount.
  public var key: String?
  /// Whether files may be symbolic links; not where their names come from outside.
  public var followsLinks = true

  /// Makes a submission from its parts.
  public init(
    front: SubmittedImage, back: SubmittedImage? = nil, statement: DepositStatement,
    key: String? = nil
  ) {
    self.front = front
    self.back = back
    self.statement = statement
    self.key = key
  }

  /// Makes a submission of files, by their paths.
  public init(front: String, back: String? = nil, statement: DepositStatement, key: String? = nil) {
    self.init(
      front: .file(front), back: back.map(SubmittedImage.file), statement: statement, key: key)
  }
}

/// The answer to a submission: from now on the check is never lost.
public struct Receipt: Sendable, Hashable {
  /// The check's number.
  public var check: CheckID
  /// Whether the check was there already, under the same idempotency key.
  public var isReplay: Bool
}

extension Pipeline {
  /// Stores a check durably and puts it in the queue.
  ///
  /// The same submission again, or the same key, gives the same check.
  ///
  /// - Throws: ``PipelineError`` when a file cannot be read, an image is too large, the name of bytes
  ///   cannot be taken, front and rear are the same image, the key was used for other content, or
  ///   the disk does not take the images. Nothing is kept then.
  public func submit(_ submission: Submission) async throws -> Receipt {
    let answers = await submit([submission])
    return try answers[0].get()
  }

  /// Stores several checks, and puts them in the queue in their order with one transaction.
  ///
  /// Each has an answer of its own.
  func submit(_ submissions: [Submission]) async -> [Result<Receipt, any Error>] {
    var answers = await submitOnce(submissions)
    // A purge may have removed what was there already: once more, and it is written.
    for _ in 0..<Self.mostPurgesMeanwhile {
      let again = answers.indices.filter { index in
        if case .failure(PipelineError.imageRemoved) = answers[index] { true } else { false }
      }
      guard !again.isEmpty else { break }
      let second = await submitOnce(again.map { submissions[$0] })
      for (index, answer) in zip(again, second) { answers[index] = answer }
    }
    return answers
  }

  /// How often a submission may meet a purge of its own picture before it is given up.
  private static let mostPurgesMeanwhile = 5

  private func submitOnce(_ submissions: [Submission]) async -> [Result<Receipt, any Error>] {
    let parts = parts
    let stored = await withTaskGroup(of: (Int, Result<StoredSubmission, any Error>).self) { group in
      for (index, submission) in submissions.enumerated() {
        group.addTask { (index, await parts.storeImages(submission)) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    do {
      return try await parts.store.write { db in
        try submissions.indices.compactMap { stored[$0] }.map { item in
          switch item {
          case .success(let item): try Self.insert(db, item, parts.clock)
          case .failure(let error): .failure(error)
          }
        }
      }
    } catch {
      return submissions.map { _ in .failure(error) }
    }
  }

  fileprivate static func contentKey(
    front: ImageHash, back: ImageHash?, statement: DepositStatement
  ) -> String {
    let content = [
      front.description, back?.description ?? "-", statement.account,
      String(statement.amount.value),
    ]
    return SHA256.hash(Array(content.joined(separator: "/").utf8)).hexadecimal
  }

  fileprivate static func idempotencyKey(_ submission: Submission, content: String) -> String {
    submission.key.map { "client:\($0)" } ?? "content:\(content)"
  }

  private static func insert(
    _ db: Transaction, _ item: StoredSubmission, _ clock: PipelineClock
  ) throws -> Result<Receipt, any Error> {
    let submission = item.submission
    let content = contentKey(
      front: item.front, back: item.back, statement: submission.statement)
    let key = idempotencyKey(submission, content: content)
    let known = try db.first(
      "SELECT id, content_key FROM checks WHERE idempotency_key = ?", [key]
    ) { row -> (check: CheckID, content: String) in (row[0], row[1]) }
    if let known {
      guard known.content == content else {
        return .failure(PipelineError.keyReused(key: submission.key ?? key, check: known.check))
      }
      return .success(Receipt(check: known.check, isReplay: true))
    }
    if let gone = try ImageRows.name(db, item.images) {
      return .failure(PipelineError.imageRemoved(gone))
    }
    let statement = submission.statement
    let now = clock.nowMilliseconds
    let number: CheckID? = try db.returning(
      """
      INSERT INTO checks (state, account, amount_cents, email, memo, front_name, front_hash,
        back_hash, idempotency_key, content_key, received_at_ms, received_day, changed_at_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
      """,
      [
        CheckState.received.rawValue, statement.account, statement.amount.value, statement.email,
        statement.memo, submission.front.name,
        item.front.description, item.back?.description, key, content, now,
        now / SettlementRows.millisecondsPerDay, now,
      ]
    ) { $0[0] }
    let id = try StoreError.decoded(number, "check", "none")
    try Checks.writeHistory(
      db, check: id, from: nil, to: .received, actor: "depositor", note: "submitted", at: now)
    try Queue.enqueue(db, check: id, action: .intake, wallMilliseconds: now)
    return .success(Receipt(check: id, isReplay: false))
  }
}

/// A submission whose images are in the store.
private struct StoredSubmission: Sendable {
  var submission: Submission
  var front: ImageHash
  var back: ImageHash?
  var images: [StoredImage]
}

extension Parts {
  fileprivate func storeImages(_ submission: Submission) async -> Result<
    StoredSubmission, any Error
  > {
    do {
      if let key = submission.key, !(1...200).contains(key.utf8.count) {
        throw PipelineError.badKey(count: key.utf8.count)
      }
      let (front, back) = try await blocking { [self] in
        (
          try read(submission.front, followLinks: submission.followsLinks),
          try submission.back.map { try read($0, followLinks: submission.followsLinks) }
        )
      }
      if let rear = submission.back, back?.hash == front.hash,
        try await !isReplay(submission, front: front.hash)
      {
        throw PipelineError.sameImages(
          front: submission.front.description, rear: rear.description)
      }
      let stored: [StoredImage]
      do {
        stored = try await images.put([front, back].compactMap { $0 })
      } catch let error as LocalFile.Failure {
        throw PipelineError.dataFolder(folder.images, reason: error.description)
      }
      return .success(
        StoredSubmission(
          submission: submission, front: front.hash, back: back?.hash, images: stored))
    } catch {
      return .failure(error)
    }
  }

  /// `true` if a check was taken before that has its front as its rear: earlier versions took such.
  private func isReplay(_ submission: Submission, front: ImageHash) async throws -> Bool {
    let key = Pipeline.idempotencyKey(
      submission,
      content: Pipeline.contentKey(front: front, back: front, statement: submission.statement))
    return try await store.read { db in
      try db.exists("SELECT 1 FROM checks WHERE idempotency_key = ?", [key])
    }
  }

  private func read(
    _ image: SubmittedImage, followLinks: Bool
  ) throws(PipelineError) -> NewImage {
    let limit = limits.maxBytes
    switch image {
    case .file(let path):
      do {
        return NewImage(try LocalFile.read(path, limit: limit, followLinks: followLinks))
      } catch .tooLarge(let bytes, let limit) {
        throw .imageTooLarge(path, bytes: bytes, limit: limit)
      } catch {
        throw .unreadableFile(path, reason: error.description)
      }
    case .bytes(let bytes, let name):
      guard FileName.isPlain(name), name.utf8.count <= SubmittedImage.longestName else {
        throw .badImageName(name)
      }
      guard bytes.count <= limit else {
        throw .imageTooLarge(name, bytes: bytes.count, limit: limit)
      }
      return NewImage(bytes)
    }
  }
}
