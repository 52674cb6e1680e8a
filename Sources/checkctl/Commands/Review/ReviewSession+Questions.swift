import CheckActions
import CheckPipeline

/// What came of questions that go with an act.
enum Reply<Value> {
  case given(Value)
  /// The person does not want the act after all.
  case back
  case end
}

/// Why a check is rejected.
struct Rejection {
  /// For the history.
  var reason: String
  /// For the depositor.
  var told: String

  /// The longest reason of one's own, in characters.
  static let longest = 200

  /// Takes the number of a usual reason, or other words; `nil` for a number of none, and for too many
  /// words.
  init?(_ text: String) {
    if let number = Int(text) {
      let usual = RejectionReason.allCases
      guard usual.indices.contains(number - 1) else { return nil }
      (reason, told) = (usual[number - 1].inWords, usual[number - 1].told)
    } else {
      guard text.unicodeScalars.count <= Self.longest else { return nil }
      (reason, told) = (text, text)
    }
  }
}

extension ReviewSession {
  /// The answer that leaves a question, since no line, amount or account has this character.
  static let leave = "/"

  /// Asks for what is to be set right; an empty answer keeps what is there.
  mutating func askForCorrection(of check: CheckRecord) throws -> Reply<Correction> {
    let statement = check.statement
    let lineNow = check.line.flatMap { $0.isEmpty ? nil : masking.line($0) } ?? "none"
    var correction = Correction()
    try Console.out(
      "Enter keeps what is there, / goes back. Line: A transit, B amount, C on-us, D dash; "
        + "or 5=8 to make its 5th character an 8.")
    func ask<Value>(_ name: String, _ now: String, _ take: (String) throws -> Value)
      throws -> Reply<Value?>
    {
      while true {
        guard let text = try answers.ask("  \(name) [\(now)]:") else { return .end }
        if text == Self.leave { return .back }
        if text.isEmpty { return .given(nil) }
        do {
          return .given(try take(text))
        } catch let problem as UnusableAnswer {
          try Console.out("  That cannot be taken: \(problem.reason)")
        }
      }
    }
    switch try ask("line", lineNow, { try line($0, check) }) {
    case .given(let line): correction.line = line
    case .back: return .back
    case .end: return .end
    }
    switch try ask("amount", "\(statement.amount)", { try amount($0, statement) }) {
    case .given(let amount): correction.amount = amount == statement.amount ? nil : amount
    case .back: return .back
    case .end: return .end
    }
    switch try ask("account", masking.account(statement.account), { try account($0, statement) }) {
    case .given(let account): correction.account = account == statement.account ? nil : account
    case .back: return .back
    case .end: return .end
    }
    return correction.isEmpty ? .back : .given(correction)
  }

  /// Asks for a reason, unless the words are one.
  mutating func askForRejection(_ words: String) throws -> Reply<Rejection> {
    if let rejection = words.isEmpty ? nil : Rejection(words) { return .given(rejection) }
    let usual = RejectionReason.allCases.enumerated().map { index, reason in
      "  \(index + 1 < 10 ? " " : "")\(index + 1)  \(reason.inWords)"
    }
    try Console.out(usual.joined(separator: "\n"))
    while true {
      guard let text = try answers.ask("Its number, or words of your own; / goes back:") else {
        return .end
      }
      if text.isEmpty || text == Self.leave { return .back }
      if let rejection = Rejection(text) { return .given(rejection) }
      try Console.out(
        "Give 1 to \(usual.count), or words of your own, at most \(Rejection.longest) characters.")
    }
  }
}

/// Why an answer cannot be taken, without what was typed: it may be private.
private struct UnusableAnswer: Error {
  var reason: String
}

private func line(_ text: String, _ check: CheckRecord) throws -> String {
  do {
    return try Correction.line(text, changing: check.line)
  } catch .badLine(_, let reason) {
    throw UnusableAnswer(reason: reason)
  }
}

private func amount(_ text: String, _ statement: DepositStatement) throws -> Cents {
  guard let amount = Cents(dollars: text) else {
    throw UnusableAnswer(reason: "give dollars and cents, such as 19.99")
  }
  do {
    return try DepositStatement(account: statement.account, amount: amount).amount
  } catch {
    throw UnusableAnswer(reason: "give 0.01 to \(Cents.largestItem)")
  }
}

private func account(_ text: String, _ statement: DepositStatement) throws -> String {
  do {
    return try DepositStatement(account: text, amount: statement.amount).account
  } catch {
    throw UnusableAnswer(reason: "give 1 to 34 letters, digits or dashes")
  }
}
