import CheckRendering
import Foundation

/// A person who does one thing after the other, each by a run of the built program.
///
/// What they do may be refused, since another desk was there first; what it must not do is crash, or
/// be no command.
struct Desk {
  private let program: Program
  private let images: PeopleImages
  private let number: Int
  private var generator: SeededGenerator
  private let hasOverrides: Bool
  private let hasPurgeOverride: Bool
  private let givesUp: String
  /// Each command with its exit code; one that ended as none may has `!!` before it.
  private(set) var log: [String] = []

  init(_ program: Program, _ images: PeopleImages, number: Int, generator: SeededGenerator) {
    (self.program, self.images, self.number) = (program, images, number)
    self.generator = generator
    func help(_ words: String...) -> String { (try? program.run(words + ["--help"]).out) ?? "" }
    hasOverrides = help("review", "approve").contains("--despite-duplicate")
    hasPurgeOverride = help("purge").contains("--despite-retention")
    givesUp = help("letter").contains("\n  void ") ? "void" : "drop"
  }

  /// Does one thing.
  mutating func act() {
    switch Int.random(in: 0..<30, using: &generator) {
    case 0..<9: submit()
    case 9..<12: decide("approve", in: "review")
    case 12..<14: override()
    case 14..<16: correctAmount()
    case 16..<17: correctLine()
    case 17: decide("reject", in: "review", ["--reason", "not signed"])
    case 18: cancel()
    case 19..<22: run("letter", "create")
    case 22..<24: send()
    case 24: acknowledge()
    case 25: onLetter { [$0.givesUp, "\($1)", "--reason", "another profile"] }
    case 26..<29: takeReturns()
    default: purge()
    }
  }

  private mutating func submit() {
    guard let image = images.all.randomElement(using: &generator) else { return }
    let accounts = ["4400112233", "4400117788"]
    let account = accounts[Int.random(in: 0..<2, using: &generator)]
    let amount = ["19.99", "42.00", "64.50"][Int.random(in: 0..<3, using: &generator)]
    let hasRear = Bool.random(using: &generator)
    run(
      ["deposit", image, "--account", account, "--amount", amount]
        + (hasRear ? ["--back", PeopleImages.rear] : []))
  }

  private mutating func decide(_ act: String, in state: String, _ more: [String] = []) {
    guard let check = anyCheck(in: state) else { return }
    run(["review", act, "\(check)"] + more)
  }

  /// Approves a check, and where that credits an item again, names the checks that are told of.
  private mutating func override() {
    guard hasOverrides, let check = anyCheck(in: "review") else { return }
    var refused = run("review", "approve", "\(check)", "--note", "two checks")
    var named: Set<Int> = []
    // Meanwhile the other desk may have credited one more.
    for _ in 0..<3 where refused.code != 0 {
      let words = refused.error.components(separatedBy: "same item as").dropFirst().first ?? ""
      let list = words.components(separatedBy: ", credited").first ?? ""
      named.formUnion(list.split { !$0.isNumber }.compactMap { Int($0) })
      guard !named.isEmpty else { return }
      let numbers = named.sorted().map(String.init).joined(separator: ",")
      refused = run(
        "review", "approve", "\(check)", "--note", "two checks", "--despite-duplicate", numbers)
    }
  }

  private mutating func correctAmount() {
    guard let check = anyCheck(in: "review") else { return }
    let amount = ["19.99", "42.00", "64.50"][Int.random(in: 0..<3, using: &generator)]
    run("review", "correct", "\(check)", "--amount", amount)
  }

  /// Types one of a few lines, so that several checks may get the same one.
  private mutating func correctLine() {
    guard let check = anyCheck(in: "review") else { return }
    let serial = Int.random(in: 1001...1003, using: &generator)
    run("review", "correct", "\(check)", "--line", "A021904567A 00123456C \(serial)")
  }

  private mutating func cancel() {
    let state = Bool.random(using: &generator) ? "deposited" : nil
    guard let check = anyCheck(in: state) else { return }
    run("cancel", "\(check)")
  }

  private mutating func send() {
    onLetter { desk, letter in
      ["send", "\(letter)"]
        + (Bool.random(using: &desk.generator) ? ["--to", desk.folder] : ["--handed-over"])
    }
  }

  private mutating func acknowledge() {
    onLetter { desk, letter in
      ["acknowledge", "\(letter)"]
        + (Int.random(in: 0..<3, using: &desk.generator) == 0 ? ["--refused", "unknown"] : [])
    }
  }

  /// Has a made-up bank answer a letter, and takes the answer: at another desk it answers otherwise.
  private mutating func takeReturns() {
    guard let letter = anyLetter() else { return }
    let seed = Int.random(in: 0..<1000, using: &generator)
    let answer = run(
      "simulate", "\(letter)", "--to", folder, "--returned", "0.4", "--adjusted", "0.3", "--seed",
      "\(seed)", "--format", "json")
    for name in ["returns", "adjustments"] {
      guard let file = answer.objects.first?[name] as? String else { continue }
      run("returns", "import", file)
    }
  }

  private mutating func purge() {
    run(["purge", "--older-than", "0s"] + (hasPurgeOverride ? ["--despite-retention"] : []))
  }

  private mutating func onLetter(_ words: (inout Desk, Int) -> [String]) {
    guard let letter = anyLetter() else { return }
    run(["letter"] + words(&self, letter))
  }

  private var folder: String { "\(program.data)/desk-\(number)" }

  /// A check in a state, or any; `nil` where there is none.
  private mutating func anyCheck(in state: String?) -> Int? {
    let checks = (try? program.run("list", "--format", "json").objects) ?? []
    return checks.filter { state == nil || $0["state"] as? String == state }
      .compactMap { $0["id"] as? Int }.randomElement(using: &generator)
  }

  private mutating func anyLetter() -> Int? {
    let letters = (try? program.run("letter", "list", "--format", "json").objects) ?? []
    return letters.compactMap { $0["id"] as? Int }.randomElement(using: &generator)
  }

  @discardableResult
  private mutating func run(_ words: String...) -> Program.Outcome { run(words) }

  @discardableResult
  private mutating func run(_ words: [String]) -> Program.Outcome {
    let outcome: Program.Outcome
    do {
      outcome = try program.run(words)
    } catch {
      outcome = Program.Outcome(code: -1, out: "", error: "\(error)")
    }
    // Done, refused, waiting for a person, or rejected.
    let isFine = [0, 1, 3, 4].contains(outcome.code)
    let why = outcome.code == 0 ? "" : ": \(outcome.error.suffix(300))"
    log.append("\(isFine ? "" : "!! ")\(words.joined(separator: " ")) = \(outcome.code)\(why)")
    return outcome
  }
}
