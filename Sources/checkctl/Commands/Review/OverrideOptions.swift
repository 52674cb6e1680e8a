import ArgumentParser
import CheckPipeline

/// The facts against a credit that a person names and overrules.
struct OverrideOptions: ParsableArguments {
  @Option(
    name: .customLong("despite-duplicate"), parsing: .singleValue,
    help: ArgumentHelp(
      "Credit the item again: name every check that is credited for it, such as 3 or 3,5.",
      valueName: "checks"))
  var duplicates: [String] = []

  @Flag(help: "Credit the check though no cash letter takes it.")
  var uncollectable = false

  @Option(
    help: ArgumentHelp(
      "The payor bank's routing number, typed from the image.", valueName: "number"))
  var payorRouting: String?

  @Option(
    help: ArgumentHelp("The payor's account, typed from the image.", valueName: "number"))
  var payorAccount: String?

  @Option(
    help: ArgumentHelp(
      "The check's serial number, typed with its payor.", valueName: "number"))
  var payorSerial: String?

  func validate() throws {
    _ = try twins()
    guard (payorRouting == nil) == (payorAccount == nil) else {
      throw ValidationError("give --payor-routing and --payor-account together")
    }
    guard payorSerial == nil || payorRouting != nil else {
      throw ValidationError("--payor-serial goes with --payor-routing and --payor-account")
    }
  }

  /// Returns the overrides.
  ///
  /// - Throws: `PipelineError` when the payor cannot be taken.
  func overrides() throws -> ApprovalOverrides {
    var payor: TypedPayor?
    if let payorRouting, let payorAccount {
      payor = try TypedPayor(routing: payorRouting, account: payorAccount, serial: payorSerial)
    }
    return ApprovalOverrides(
      despiteDuplicates: try twins(), isUncollectable: uncollectable, payor: payor)
  }

  private func twins() throws -> Set<CheckID> {
    Set(
      try duplicates.flatMap { text in
        guard let checks = CheckNumbers.parse(text) else {
          throw ValidationError(
            "--despite-duplicate '\(text)' cannot be taken: give the numbers of checks, such as 3,5"
          )
        }
        return checks
      })
  }
}

/// The numbers of checks, as a person types them.
enum CheckNumbers {
  /// Takes numbers with commas or spaces between them; `nil` for anything else.
  static func parse(_ text: String) -> [CheckID]? {
    let parts = text.split { $0 == "," || $0 == " " }
    let numbers = parts.compactMap { CheckID($0) }
    return parts.isEmpty || numbers.count < parts.count ? nil : numbers
  }

  static func text(_ checks: some Collection<CheckID>) -> String {
    checks.map(String.init).joined(separator: ",")
  }
}

extension PipelineError {
  /// The message of a refused approval, with the option that overrules it.
  var withOption: String {
    switch self {
    case .wouldDouble(_, let others):
      "\(self) (--despite-duplicate \(CheckNumbers.text(others)))"
    case .uncollectable:
      "\(self) (--payor-routing with --payor-account and --payor-serial, or --uncollectable)"
    default: description
    }
  }
}
