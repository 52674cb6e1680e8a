import Foundation

/// One run of a command on checks that came to rest: disturbed, repeated as a user would, judged.
struct CommandTrial: Disturbable {
  /// The command that is disturbed.
  enum Act: String, CaseIterable {
    /// A letter is made of deposited checks.
    case create
    /// What a bank sends back is taken.
    case returns
    /// The pictures of final checks are removed.
    case purge
    /// A backup is brought up to date.
    case backup
    /// A backup takes the place of a data folder that went on without it.
    case restore
  }

  let scene: Scene
  let act: Act
  /// The data folder that each run begins with, and what is beside it.
  let base: String

  /// Prepares the data folder: checks that are deposited, a letter that a bank answered, checks
  /// that are final, or a backup that is behind.
  init(scene: Scene, act: Act, base: String) throws {
    self.scene = scene
    self.act = act
    self.base = base
    try? FileManager.default.removeItem(atPath: base)
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    let place = Place(folder: base, checks: scene.checks)
    guard try scene.ingest(place).run() == .exited(3) else {
      throw SceneError("the checks could not be deposited")
    }
    switch act {
    case .create:
      try writePolicy(place)
    case .returns:
      try sendLetter(place)
    case .purge:
      try endMoreChecks(place)
      try sendLetter(place)
      try run(place, "returns", "import", try returnsFile())
    case .backup, .restore:
      try run(place, "backup", "\(base)/backup")
      try writePolicy(place)
      try endMoreChecks(place)
      try run(place, "letter", "create")
    }
  }

  /// Has a bank answer a letter, and return each of its items.
  private func sendLetter(_ place: Place) throws {
    try writePolicy(place)
    try run(place, "letter", "create")
    try run(place, "letter", "send", "1", "--handed-over")
    try run(place, "simulate", "1", "--to", base, "--returned", "1", "--seed", "4")
  }

  func run(_ disturbance: Disturbance) throws -> Trial.Verdict {
    try withCopy("\(act.rawValue)-\(disturbance)") { place in
      let child = try scene.disturb(command(place), disturbance.environment, log: place.log)
      var violations: [String] = []
      if try child.run() == .hung { violations.append("the command disturbed hung") }
      if FileManager.default.fileExists(atPath: "\(place.data)/store.sqlite") {
        violations += try Judge(place).imageViolations()
        if act == .backup || act == .restore { violations += try midwayViolations(place) }
      } else {
        violations.append("there is no store")
      }
      violations += try finish(place)
      let log = try? String(contentsOfFile: place.log, encoding: .utf8)
      return Trial.Verdict(
        hit: log.map { $0.trimmingCharacters(in: .newlines) }, violations: violations)
    }
  }

  /// Runs undisturbed, and gives the calls that changed the disk.
  func record() throws -> (calls: [String], violations: [String]) {
    var calls: [String] = []
    let verdict = try withCopy("\(act.rawValue)-record") { place in
      let end = try scene.disturb(command(place), [:], log: place.log).run()
      var violations = try finish(place)
      if end != .exited(0) { violations.append("the command ended with \(end)") }
      calls = try String(contentsOfFile: place.log, encoding: .utf8)
        .split(separator: "\n").map(String.init)
      return Trial.Verdict(hit: nil, violations: violations)
    }
    return (calls, verdict.violations)
  }

  private func command(_ place: Place) throws -> Child {
    var child: Child
    switch act {
    case .create: child = scene.child("letter", "create", in: place)
    case .returns: child = scene.child("returns", "import", try returnsFile(), in: place)
    case .purge:
      child = scene.child("purge", "--older-than", "0s", "--despite-retention", in: place)
    case .backup: child = scene.child("backup", backup(place), in: place)
    case .restore: child = scene.child("restore", backup(place), "--force", in: place)
    }
    child.error = place.error
    return child
  }

  /// Repeats the command, and judges; a letter's file is then made again from the store.
  private func finish(_ place: Place) throws -> [String] {
    var violations: [String] = []
    let end = try command(place).run()
    if end != .exited(0) { violations.append("the command that was repeated ended with \(end)") }
    let judge = try Judge(place)
    switch act {
    case .create:
      violations += try judge.letterViolations(returned: false)
      if violations.isEmpty { violations += try remake(place, judge) }
    case .returns:
      violations += try judge.letterViolations(returned: true)
    case .purge:
      violations += try judge.purgeViolations()
    case .backup:
      violations += try backupViolations(place)
    case .restore:
      violations += try restoreViolations(place)
    }
    return violations
  }

  private func remake(_ place: Place, _ judge: Judge) throws -> [String] {
    var violations: [String] = []
    for letter in try judge.letters() {
      try FileManager.default.removeItem(atPath: "\(place.data)/letters/\(letter.file)")
      let outgoing = "\(place.folder)/outgoing"
      try FileManager.default.createDirectory(
        atPath: outgoing, withIntermediateDirectories: true)
      let end = try scene.child("letter", "send", "\(letter.id)", "--to", outgoing, in: place).run()
      let sum = try judge.checksum("\(outgoing)/\(letter.file)")
      if end != .exited(0) || sum != letter.checksum {
        violations.append("the file of letter \(letter.id) made again is another, or \(end)")
      }
    }
    return violations
  }

  private func withCopy(
    _ name: String, _ body: (Place) throws -> Trial.Verdict
  ) throws -> Trial.Verdict {
    try scene.withPlace(name) { place in
      try FileManager.default.copyItem(atPath: "\(base)/data", toPath: place.data)
      if FileManager.default.fileExists(atPath: "\(base)/backup") {
        try FileManager.default.copyItem(atPath: "\(base)/backup", toPath: backup(place))
      }
      let verdict = try body(place)
      return (verdict, !verdict.violations.isEmpty)
    }
  }

  private func returnsFile() throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: base)
    guard let name = names.first(where: { $0.hasSuffix("-returns.x937") }) else {
      throw SceneError("there are no returns in \(base)")
    }
    return "\(base)/\(name)"
  }

  /// Rear sides are made, so that each deposited check goes into the letter, and what comes back
  /// for want of funds is presented once more.
  private func writePolicy(_ place: Place) throws {
    var child = scene.child("policy", "show", in: place)
    child.output = "\(base)/policy.json"
    guard try child.run() == .exited(0) else { throw SceneError("there is no policy") }
    let text = try String(contentsOfFile: "\(base)/policy.json", encoding: .utf8)
    try text.replacingOccurrences(
      of: "\"makesRearSides\" : false", with: "\"makesRearSides\" : true"
    )
    .replacingOccurrences(of: "\"presentsAgain\" : false", with: "\"presentsAgain\" : true")
    .write(toFile: "\(place.data)/policy.json", atomically: false, encoding: .utf8)
  }

  /// Rejects what was left for a person, and submits a picture of a deposited check once more: the
  /// second is rejected, and must take no picture from the first.
  private func endMoreChecks(_ place: Place) throws {
    let review = try place.openStore(readonly: true).read {
      try $0.int("SELECT id FROM checks WHERE state = 'review'")
    }
    guard let review else { throw SceneError("no check is in review") }
    try run(place, "review", "reject", "\(review)", "--reason", "of no use")
    try run(
      place, "deposit", "\(scene.checks.folder)/two-sides.png", "--account", "99", "--amount",
      "5.00", "--key", "again", endingWith: 4)
  }

  private func run(_ place: Place, _ arguments: String..., endingWith code: Int32 = 0) throws {
    var child = scene.child(in: place)
    child.arguments = arguments
    child.error = place.error
    let end = try child.run()
    guard end == .exited(code) else {
      throw SceneError("'\(arguments.joined(separator: " "))' ended with \(end)")
    }
  }
}
