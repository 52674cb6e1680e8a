import Foundation

/// What must hold of backups and of folders that are restored.
extension CommandTrial {
  func backup(_ place: Place) -> String { "\(place.folder)/backup" }

  /// Of a command that was disturbed: the backup can be restored, and the data folder is one of the
  /// two, as many checks as there are in each.
  func midwayViolations(_ place: Place) throws -> [String] {
    let (before, after) = counts()
    let count = try checks(in: place)
    switch act {
    case .restore:
      return before == count || after == count
        ? [] : ["the data folder has \(count) checks, of \(before) and \(after)"]
    default:
      var violations = try restored(place, as: "midway", counts: [before, after])
      if count != after { violations.append("the data folder has \(count) checks, of \(after)") }
      return violations
    }
  }

  /// Of a backup that was repeated: it restores as the data folder is, and has nothing that its
  /// manifest does not name.
  func backupViolations(_ place: Place) throws -> [String] {
    let manifest = try String(contentsOfFile: "\(backup(place))/manifest.jsonl", encoding: .utf8)
    let entries = try manifest.split(separator: "\n").dropFirst().map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    let named = Set(entries.compactMap { ($0?["file"] ?? $0?["path"]) as? String })
      .union(["manifest.jsonl", "backup.lock"])
    let there = try FileManager.default.subpathsOfDirectory(atPath: backup(place)).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(
        atPath: "\(backup(place))/\(name)", isDirectory: &isFolder) && !isFolder.boolValue
    }
    return try there.filter { !named.contains($0) }
      .map { "the backup has \($0), which is not named" }
      + named.subtracting(there).map { "the backup names \($0), which is not there" }
      + restored(place, as: "finished", counts: [counts().after])
  }

  /// Of a restore that was repeated: the data folder is the backup's, the one before is kept, and
  /// nothing else is left.
  func restoreViolations(_ place: Place) throws -> [String] {
    let (before, after) = counts()
    var violations = try Judge(place).imageViolations()
    let count = try checks(in: place)
    if count != before {
      violations.append("the folder restored has \(count) checks, of \(before)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: place.folder)
      .filter { $0.hasPrefix("data") && $0 != "data" }
    var keeps = false
    for name in names {
      guard name.hasPrefix("data.before-restore-") else {
        violations.append("\(name) is left over")
        continue
      }
      var kept = place
      kept.data = "\(place.folder)/\(name)"
      violations += try Judge(kept).imageViolations()
      keeps = try keeps || checks(in: kept) == after
    }
    if !keeps { violations.append("the folder before is not kept, of \(names)") }
    for folder in [place.data] + names.map({ "\(place.folder)/\($0)" })
    where FileManager.default.fileExists(atPath: "\(folder)/.restoring") {
      violations.append("\(folder) has a marker left over")
    }
    return violations
  }

  /// Restores the backup into a folder of its own, and judges that.
  private func restored(_ place: Place, as name: String, counts: [Int]) throws -> [String] {
    var other = place
    other.data = "\(place.folder)/\(name)"
    let end = try scene.child("restore", backup(place), in: other).run()
    guard end == .exited(0) else { return ["the backup restored with \(end)"] }
    var violations = try Judge(other).imageViolations()
    let count = try checks(in: other)
    if !counts.contains(count) {
      violations.append("the backup restored has \(count) checks, of \(counts)")
    }
    return violations
  }

  private func checks(in place: Place) throws -> Int {
    try place.openStore(readonly: true).read { try $0.int("SELECT count(*) FROM checks") ?? 0 }
  }

  /// How many checks there are in the backup that each run begins with, and in the data folder.
  private func counts() -> (before: Int, after: Int) {
    (scene.checks.states.count, scene.checks.states.count + 1)
  }
}
