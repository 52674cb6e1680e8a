import CheckActions
import Foundation
import CheckStore

extension Pipeline {
  /// Sends a letter: puts its file into a folder from which it goes to the bank, or notes that it was
  /// handed over otherwise.
  ///
  /// From the moment before the file can be there, the letter can no longer be given up. Sending
  /// again puts the same bytes under the same name; another file of that name is never replaced. A
  /// letter's file that is missing or damaged is made again.
  ///
  /// - Parameters:
  ///   - id: The letter.
  ///   - folder: The folder; `nil` when the file was handed over by hand.
  ///   - actor: Who sends it, for the history.
  /// - Throws: ``LetterError`` or ``PipelineError``.
  public func sendLetter(
    _ id: LetterID, to folder: String?, by actor: String
  ) async throws -> Letter {
    let parts = parts
    return try await parts.withLetterLock {
      let letter = try await parts.store.read { try Letter.fetch($0, id: id) }
      // A folder that takes no file is found out while the letter can still be given up.
      if let folder, letter.state == .created || letter.state == .sending {
        try await ensureFile(of: letter)
        try await blocking { try LetterFile(letter: letter, parts: parts).stage(in: folder) }
      }
      let sending = try await parts.store.write { db in
        let letter = try Letter.fetch(db, id: id)
        if letter.state != .sending {
          try Letters.move(
            db, letter, to: .sending, actor: actor, note: folder.map { "to \($0)" } ?? "",
            clock: parts.clock)
        }
        try db.run("UPDATE letters SET destination = ? WHERE id = ?", [folder, id])
        return try Letter.fetch(db, id: id)
      }
      if let folder {
        try await blocking { try LetterFile(letter: sending, parts: parts).place(in: folder) }
      }
      return try await parts.store.write { db in
        try Letters.move(
          db, sending, to: .sent, actor: actor, note: folder == nil ? "handed over" : "",
          clock: parts.clock)
      }
    }
  }

  /// Notes what the bank answered to a letter that was sent: that it took it, or why it did not.
  ///
  /// - Parameters:
  ///   - id: The letter.
  ///   - refusal: Why the bank refused it, so that its items may go into another letter; `nil` when
  ///     it took it.
  ///   - actor: Who says so, for the history.
  /// - Throws: ``LetterError``.
  public func acknowledgeLetter(
    _ id: LetterID, refusal: String? = nil, by actor: String
  ) async throws -> Letter {
    let parts = parts
    return try await parts.withLetterLock {
      try await parts.store.write { db in
        var letter = try Letter.fetch(db, id: id)
        // What the bank answers, it has.
        if letter.state == .sending {
          letter = try Letters.move(db, letter, to: .sent, actor: actor, clock: parts.clock)
        }
        return try Letters.move(
          db, letter, to: refusal == nil ? .acknowledged : .refused, actor: actor,
          note: refusal ?? "", clock: parts.clock)
      }
    }
  }

  /// Gives up a letter that was not sent: its file is removed, and its items may go into another.
  ///
  /// - Throws: ``LetterError`` when it may be with the bank.
  public func dropLetter(
    _ id: LetterID, by actor: String, reason: String
  ) async throws -> Letter {
    let parts = parts
    return try await parts.withLetterLock {
      let letter = try await parts.store.read { try Letter.fetch($0, id: id) }
      // First the file, which can be made again: a killed process leaves none of a dropped letter.
      if letter.state.next.contains(.dropped) {
        let file = LetterFile(letter: letter, parts: parts).path
        await blocking { _ = unlink(file) }
      }
      return try await parts.store.write { db in
        try Letters.move(
          db, try Letter.fetch(db, id: id), to: .dropped, actor: actor, note: reason,
          clock: parts.clock)
      }
    }
  }

  /// Makes a letter's file again where it is not what it was made as.
  private func ensureFile(of letter: Letter) async throws {
    let parts = parts
    guard letter.state == .created || letter.state == .sending else { return }
    try await blocking {
      let file = LetterFile(letter: letter, parts: parts)
      guard !file.isWhole() else { return }
      let made = try file.write()
      guard made.checksum == letter.checksum else {
        throw LetterError.file(
          letter.id, path: file.path,
          reason: "it could not be made again to the byte: drop the letter, or restore the file")
      }
    }
  }
}

extension LetterFile {
  private func temporary(in folder: String) -> String { "\(folder)/.\(letter.fileName).tmp" }

  /// The name of the copy, which no other file has.
  ///
  /// - Throws: ``LetterError/taken(_:path:)``.
  private func freePlace(in folder: String) throws(LetterError) -> String {
    let place = "\(folder)/\(letter.fileName)"
    guard access(place, F_OK) == 0 else { return place }
    let sum = try? LocalFile.checksum(of: place, bytes: letter.bytes ?? 0)
    guard sum == letter.checksum else { throw .taken(letter.id, path: place) }
    return place
  }

  /// Puts a copy into a folder, durably, under a name that no one takes for a letter's.
  func stage(in folder: String) throws {
    let place = try freePlace(in: folder)
    do throws(LocalFile.Failure) {
      let copy = try DurableFile(path: place, temporary: temporary(in: folder))
      let pieces = try FilePieces(path)
      while case let piece = try pieces.next(), !piece.isEmpty { try copy.append(piece) }
      try copy.leave()
    } catch {
      throw LetterError.file(letter.id, path: place, reason: error.description)
    }
  }

  /// Gives the copy its name, in the place of nothing but itself.
  func place(in folder: String) throws {
    let staged = temporary(in: folder)
    defer { unlink(staged) }
    let place = try freePlace(in: folder)
    do throws(LocalFile.Failure) {
      // Some file systems have no links; there, nobody else may take the name in this moment.
      if link(staged, place) != 0, errno != EEXIST, rename(staged, place) != 0 {
        throw .system(call: "rename", code: errno)
      }
      try LocalFile.sync(folder)
    } catch {
      throw LetterError.file(letter.id, path: place, reason: error.description)
    }
  }
}
