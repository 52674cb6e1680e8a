import ArgumentParser
import CheckActions
import CheckPipeline

struct DepositCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deposit",
    abstract: "Deposit one check, and tell where it stands.",
    discussion: """
      Example:

        checkctl deposit front.png --back rear.png --account 12345678 --amount 19.99

      The same pictures for the same account and amount give the same check again: nothing is \
      deposited twice. Exit code 0 when it is deposited, 3 when it needs a person, 4 when it is \
      rejected.
      """)

  @Argument(help: "The picture of the front.", completion: .file())
  var front: String

  @Option(help: "The picture of the rear side.", completion: .file())
  var back: String?

  @Option(help: "The account to credit: 1 to 34 letters, digits or dashes.")
  var account: String

  @Option(help: "The amount in dollars and cents, such as 19.99.")
  var amount: String

  @Option(help: "Where to tell the depositor, such as dana@example.com.")
  var email: String?

  @Option(help: "The depositor's own words, at most 200 characters.")
  var memo: String?

  @Option(help: "An idempotency key of your own; the same key gives the same check.")
  var key: String?

  @OptionGroup var data: DataOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    _ = try statement()
    if let key, !(1...200).contains(key.utf8.count) {
      throw ValidationError("--key takes 1 to 200 bytes, not \(key.utf8.count)")
    }
  }

  func run() async throws {
    let submission = Submission(front: front, back: back, statement: try statement(), key: key)
    let interrupt = Interrupt()
    let pipeline = try await data.open(work)
    let receipt = try await pipeline.submit(submission)
    let isAtRest = try await pipeline.finish(
      [receipt.check], slots: work.slotCount, isInterrupted: { interrupt.isRequested })
    let check = try await pipeline.check(receipt.check)
    let view = CheckView(check, masking: output.masking, isReplay: receipt.isReplay)
    try output.print(view, text: view.summary)
    try await pipeline.sayWhichMailFailed(of: [check.id])
    guard isAtRest else { throw Exit.interrupted(check: check.id) }
    try Exit.end(Exit.code(for: check.state))
  }

  private func statement() throws -> DepositStatement {
    guard let cents = Cents(dollars: amount) else {
      throw ValidationError(
        "--amount '\(amount)' cannot be taken: give dollars and cents, such as 19.99, up to "
          + "\(Cents.largestItem)")
    }
    if let email, MailAddress(email) == nil {
      throw ValidationError(
        "--email '\(email)' cannot be taken: give name@domain, at most 254 characters, of ASCII "
          + "letters, digits, single dots and marks such as + - _, without quotes")
    }
    do {
      return try DepositStatement(account: account, amount: cents, email: email, memo: memo)
    } catch {
      throw ValidationError(error.description)
    }
  }
}
