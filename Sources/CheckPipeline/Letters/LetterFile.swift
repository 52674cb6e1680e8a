import CashLetter
import CheckActions
import Hashing
import Foundation

/// Makes a letter's file from its rows and the image store: the same bytes each time.
struct LetterFile: Sendable {
  let letter: Letter
  let parts: Parts

  /// How many items are read from the store at a time.
  private static let batch = 200

  var path: String { "\(parts.folder.letters)/\(letter.fileName)" }

  /// Writes the file, verifies it as the bank will, and gives it its name durably.
  ///
  /// - Returns: The number of its bytes, and their SHA-256 in hexadecimal.
  /// - Throws: ``LetterError/file(_:path:reason:)`` and nothing is left behind.
  func write() throws -> (bytes: Int, checksum: String) {
    do {
      let temporary = "\(parts.folder.letterTemporaries)/\(parts.owner.id).\(letter.id)"
      let file = try DurableFile(path: path, temporary: temporary)
      try writeRecords { try file.append($0) }
      try file.flush()
      try verify(temporary)
      let checksum = file.checksum
      try file.takeName()
      return (file.byteCount, checksum)
    } catch let error as LetterError {
      throw error
    } catch let error as LocalFile.Failure {
      throw LetterError.file(letter.id, path: path, reason: error.description + remedy)
    } catch let error as CashLetterError {
      throw LetterError.file(letter.id, path: path, reason: error.description + remedy)
    }
  }

  /// What a person can do about a letter that cannot be written.
  private var remedy: String {
    letter.state.next.contains(.dropped)
      ? "; see to it, or 'checkctl letter drop \(letter.id)' gives the letter up" : ""
  }

  /// Whether the file is there with the bytes that it was made with.
  func isWhole() -> Bool {
    guard let bytes = letter.bytes, let checksum = letter.checksum else { return false }
    return (try? LocalFile.checksum(of: path, bytes: bytes)) == checksum
  }

  private func writeRecords(_ write: @escaping ([UInt8]) throws -> Void) throws {
    var writer = try CashLetterWriter(
      profile: letter.profile, letter: letter.facts, creditCents: letter.amount.value,
      creditSequence: letter.creditSequence, write: write)
    try forEachCheck { try writer.add($0) }
    let totals = try writer.finish()
    guard totals.items == letter.items, totals.amountCents == letter.amount.value else {
      throw LetterError.file(
        letter.id, path: path,
        reason: "\(totals.items) items where \(letter.items) were reserved: the store is damaged")
    }
  }

  /// Goes through its checks as they are written, a few of them in memory at a time.
  func forEachCheck(_ body: (OutgoingCheck) throws -> Void) throws {
    var last = 0
    while true {
      let after = last
      let items = try parts.store.readAndWait { db in
        try Letters.items(db, of: letter.id, after: after, count: Self.batch)
      }
      guard let end = items.last?.record.sequence else { return }
      for (record, entry) in items {
        try body(entry.outgoing(sequence: record.sequence) { try image($0, of: record.check) })
      }
      last = end
    }
  }

  private func image(_ hash: String, of check: CheckID) throws -> [UInt8] {
    let image = parts.images.reference(ImageHash(trusted: hash))
    do {
      return try image.read(limit: CashLetterReader.largestRecord)
    } catch {
      let reason =
        switch error {
        case .unreadable(_, let reason): "picture of check \(check): \(reason)"
        case .tooLarge: "picture of check \(check): \(error)"
        case .damaged: "picture of check \(check) is damaged: restore it from a backup"
        }
      throw LetterError.file(letter.id, path: image.locator.path, reason: reason + remedy)
    }
  }

  private func verify(_ temporary: String) throws {
    let pieces = try FilePieces(temporary)
    var options = LetterVerifier.Options()
    options.profile = letter.profile
    var first: LetterFinding?
    var count = 0
    _ = try LetterVerifier.verify(pieces.next, options: options) { finding in
      first = first ?? finding
      count += 1
    }
    guard let first else { return }
    throw LetterError.file(
      letter.id, path: path,
      reason: "\(count) findings, the first in record \(first.record), "
        + "\(first.field ?? first.kind.rawValue): it should be \(first.expected)" + remedy)
  }
}

extension Parts {
  /// Writes a letter to nowhere, to see that it can be written.
  ///
  /// - Throws: ``LetterError/policy(_:)``.
  func rehearse(
    _ drafts: [Letters.Draft], _ policy: LetterPolicy, businessDate: LetterDate
  ) throws {
    let now = clock.now()
    let facts = LetterFacts(
      letterID: Letter.name(1), businessDate: businessDate,
      creationDate: try policy.day(of: now), creationTime: try policy.time(of: now))
    do {
      var writer = try CashLetterWriter(
        profile: policy.profile, letter: facts,
        creditCents: drafts.reduce(0) { $0 + $1.entry.amountCents }
      ) { _ in }
      for (index, draft) in drafts.enumerated() {
        try writer.add(
          draft.entry.outgoing(sequence: index + 2) { hash in
            try LocalFile.read(
              images.path(ImageHash(trusted: hash)), limit: CashLetterReader.largestRecord)
          })
      }
      _ = try writer.finish()
    } catch let error as CashLetterError {
      throw LetterError.policy(error.description)
    } catch let error as LocalFile.Failure {
      // A check that was cancelled meanwhile may have lost its pictures.
      throw PipelineError.dataFolder(
        folder.images,
        reason: "a picture of a check for the letter cannot be read (\(error)); try again")
    }
  }
}

extension LocalFile {
  /// The SHA-256 of a file in hexadecimal; `nil` where it does not have as many bytes.
  static func checksum(of path: String, bytes: Int) throws -> String? {
    let pieces = try FilePieces(path)
    var hash = SHA256()
    var count = 0
    while case let piece = try pieces.next(), !piece.isEmpty, count <= bytes {
      hash.update(piece)
      count += piece.count
    }
    return count == bytes ? hash.finalize().hexadecimal : nil
  }
}
