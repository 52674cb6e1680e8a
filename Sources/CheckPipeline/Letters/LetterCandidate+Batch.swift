import CheckActions
import CheckStore
import Foundation

extension LetterCandidate {
  /// The deposited checks after one of them, by their numbers.
  static func batch(
    _ db: Transaction, after last: CheckID, count: Int, in images: ImageStore
  ) throws -> [LetterCandidate] {
    let deposits = try db.rows(
      """
      SELECT c.id, e.at_ms, EXISTS (SELECT 1 FROM letter_releases r WHERE r.check_id = c.id)
      FROM checks c JOIN ledger_entries e
        ON e.key = 'deposit:' || c.id || ':' || c.presentment
      WHERE c.state = 'deposited' AND c.id > ? ORDER BY c.id LIMIT ?
      """, [last, count]
    ) { row -> (check: CheckID, at: Int64, isReleased: Bool) in (row[0], row[1], row[2]) }
    let ids = deposits.map(\.check)
    let checks = try CheckRecord.fetch(db, ids: ids)
    let pictures = try bankPictures(db, ids, in: images)
    let measured = try measuredQuality(db, ids)
    return deposits.compactMap { deposit in
      guard let check = checks[deposit.check] else { return nil }
      let (front, rear) = (pictures[.front]?[check.id], pictures[.back]?[check.id])
      return LetterCandidate(
        check: check, depositedAt: Date(milliseconds: deposit.at), front: front?.image,
        rear: rear?.image, measured: measured[check.id], bankLine: front?.line,
        isReleased: deposit.isReleased)
    }
  }

  /// The pictures for the bank, with the line that was read from each; one for each side of a check.
  private static func bankPictures(
    _ db: Transaction, _ checks: [CheckID], in images: ImageStore
  ) throws -> [CheckSide: [CheckID: (image: CheckImage, line: String?)]] {
    var pictures: [CheckSide: [CheckID: (image: CheckImage, line: String?)]] = [:]
    for list in RowSets.lists(checks) {
      try db.forEach(
        """
        SELECT i.check_id, i.side, i.hash, i.bytes, i.width, i.height, i.dpi, r.line
        FROM check_images i LEFT JOIN bank_readings r ON r.hash = i.hash
        WHERE i.kind = ? AND i.check_id IN (\(list.marks))
        """, [ArchiveImage.Kind.bitonal.rawValue] + list.values
      ) { row in
        let name: String = row[1]
        let side = try StoreError.decoded(CheckSide(rawValue: name), "side", name)
        let image = CheckImage(
          side: side, kind: .bitonal, reference: images.reference(ImageHash(trusted: row[2])),
          bytes: row[3], width: row[4], height: row[5], dpi: row[6])
        pictures[side, default: [:]][row[0]] = (image, row[7])
      }
    }
    return pictures
  }

  /// The figures of the checks' pictures; none of a check whose figures cannot be read.
  private static func measuredQuality(
    _ db: Transaction, _ checks: [CheckID]
  ) throws -> [CheckID: MeasuredQuality] {
    var measured: [CheckID: MeasuredQuality] = [:]
    for list in RowSets.lists(checks) {
      try db.forEach(
        "SELECT check_id, response FROM results WHERE action = ? AND check_id IN (\(list.marks))",
        [ActionName.image.rawValue] + list.values
      ) { row in
        measured[row[0]] = try? JSON.decode(MeasuredQuality.self, from: row[1])
      }
    }
    return measured
  }
}
