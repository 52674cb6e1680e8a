import CheckPipeline

extension ReviewSession {
  /// Asks for each fact that speaks against the credit; nothing is asked where none does.
  mutating func askForOverrides(of item: ReviewItem) async throws -> Reply<ApprovalOverrides> {
    var (item, overrides) = (item, ApprovalOverrides())
    if let reason = item.uncollectable {
      switch try askForPayor(reason) {
      case .given(let payor):
        overrides.payor = payor
        overrides.isUncollectable = payor == nil
      case .back: return .back
      case .end: return .end
      }
      // Another payor, other checks that may be the same.
      if let payor = overrides.payor {
        item = try await pipeline.reviewItem(item.details.check.id, payor: payor)
      }
    }
    let twins = item.twins.filter(\.mustBeNamed).map(\.check.id).sorted()
    if !twins.isEmpty {
      switch try askForDuplicates(twins) {
      case .given(let named): overrides.despiteDuplicates = named
      case .back: return .back
      case .end: return .end
      }
    }
    return .given(overrides)
  }

  private mutating func askForDuplicates(_ twins: [CheckID]) throws -> Reply<Set<CheckID>> {
    let numbers = CheckNumbers.text(twins)
    try Console.out(
      "The same item was credited before, or may have been, by check \(numbers).")
    while true {
      guard let text = try answers.ask("Type \(numbers) to credit it again; / goes back:") else {
        return .end
      }
      if text.isEmpty || text == Self.leave { return .back }
      if let named = CheckNumbers.parse(text), Set(named) == Set(twins) {
        return .given(Set(named))
      }
      try Console.out("That is not \(numbers).")
    }
  }

  /// The payor as typed, or none where the person credits the check as uncollectable.
  private mutating func askForPayor(_ reason: String) throws -> Reply<TypedPayor?> {
    try Console.out("It cannot be collected: \(reason).".printable)
    while true {
      let question =
        "The payor's routing number and account (and serial number) from the image, "
        + "or 'uncollectable'; / goes back:"
      guard let text = try answers.ask(question) else { return .end }
      if text.isEmpty || text == Self.leave { return .back }
      if text.lowercased() == "uncollectable" { return .given(nil) }
      let numbers = text.split(separator: " ").map(String.init)
      guard (2...3).contains(numbers.count) else {
        try Console.out("Give two numbers, such as 021904567 123456, or three.")
        continue
      }
      do {
        return .given(
          try TypedPayor(
            routing: numbers[0], account: numbers[1],
            serial: numbers.count == 3 ? numbers[2] : nil))
      } catch {
        try Console.out(error.description.printable)
      }
    }
  }
}
