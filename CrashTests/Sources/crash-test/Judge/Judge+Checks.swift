import Foundation

extension Judge {
  /// Each file is one check, in the one state that it must have.
  func checks(_ db: JudgedStore.Snapshot) throws -> [String] {
    let rows = try db.rows("SELECT front_name, state FROM checks") {
      (file: $0[0] as String, state: $0[1] as String)
    }
    var violations: [String] = []
    for (file, states) in place.checks.states {
      let found = rows.filter { $0.file == file }.map(\.state)
      if found.count != 1 || !states.isSuperset(of: found) {
        violations.append("\(file) is \(found), where it must be one of \(states.sorted())")
      }
    }
    let twins = rows.filter { place.checks.twins.contains($0.file) && $0.state == "deposited" }
    if !place.checks.twins.isEmpty && twins.count != 1 {
      violations.append("of two pictures of one check \(twins.count) are deposited")
    }
    if rows.count != place.checks.states.count {
      violations.append("there are \(rows.count) checks of \(place.checks.states.count) files")
    }
    return violations
  }

  /// What the client was told holds: each check that was acknowledged is there, and each that was
  /// printed is in the state that was printed.
  func acknowledged(_ db: JudgedStore.Snapshot) throws -> [String] {
    var violations: [String] = []
    for receipt in try objects(in: place.receipts) {
      guard let check = receipt["check"] as? Int, let file = receipt["file"] as? String else {
        violations.append("a receipt is no receipt: \(receipt)")
        continue
      }
      let name = try db.string("SELECT front_name FROM checks WHERE id = ?", check)
      if name != file {
        violations.append("check \(check) was acknowledged for \(file), and is \(name ?? "gone")")
      }
    }
    for printed in try objects(in: place.output) {
      let state = try db.string("SELECT state FROM checks WHERE id = ?", printed["id"] as? Int)
      if state != printed["state"] as? String {
        violations.append("\(printed) was printed, and the check is \(state ?? "gone")")
      }
    }
    return violations
  }

  /// The history of a check begins with its submission, has no gap, and ends where the check is.
  func history(_ db: JudgedStore.Snapshot) throws -> [String] {
    try each(
      db,
      """
      SELECT h.id, h.check_id, h.from_state, h.to_state FROM history h
      WHERE h.from_state IS NOT (
        SELECT to_state FROM history p
        WHERE p.check_id = h.check_id AND p.id < h.id ORDER BY p.id DESC LIMIT 1)
      """
    ) {
      "line \($0[0] as Int) of the history takes check \($0[1] as Int) from "
        + "\($0[2] as String? ?? "nothing") to \($0[3] as String), where it was not"
    }
      + each(
        db,
        """
        SELECT c.id, c.state FROM checks c WHERE c.state IS NOT (
          SELECT to_state FROM history h WHERE h.check_id = c.id ORDER BY h.id DESC LIMIT 1)
        """
      ) { "check \($0[0] as Int) is \($0[1] as String), and its history ends elsewhere" }
  }

  /// The objects of a file with one on each line; a line that was cut off was never told.
  private func objects(in file: String) throws -> [[String: Any]] {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return [] }
    return try text.split(separator: "\n").filter { $0.hasSuffix("}") }.map {
      guard let object = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      else { throw SceneError("\(file) has the line \($0)") }
      return object
    }
  }
}
