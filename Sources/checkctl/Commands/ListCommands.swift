import ArgumentParser
import CheckActions
import CheckPipeline
import Foundation

extension CheckState: ExpressibleByArgument {}

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List checks, oldest first.",
    discussion: """
      Example:

        checkctl list --state review --state failed
      """)

  @Option(help: "Only checks in this state; may be given several times.")
  var state: [CheckState] = []

  @Option(help: "Only checks for this account.")
  var account: String?

  @Option(help: "The most checks to list, the latest ones.")
  var limit = 1000

  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let pipeline = try await data.openExisting()
    var filter = CheckFilter()
    filter.states = Set(state)
    filter.account = account
    filter.limit = limit
    let views = try await pipeline.checks(filter).map { CheckView($0, masking: output.masking) }
    try output.print(views, text: views.isEmpty ? "No checks." : CheckView.table(views))
  }
}

struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List every change of a check's state: when, who and why.",
    discussion: """
      Example:

        checkctl history 3
      """)

  @Argument(help: "The check's number.")
  var check: CheckID

  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let entries = try await data.openExisting().history(of: check)
    try output.print(entries.map(HistoryView.init), text: HistoryView.table(entries))
  }
}

/// A change of state as it is printed.
struct HistoryView: Encodable {
  var at: Date
  var from: CheckState?
  var to: CheckState
  var actor: String
  var note: String
  /// The version of the policy that it was decided by.
  var policy: String?

  init(_ entry: HistoryEntry) {
    at = entry.at
    from = entry.from
    to = entry.to
    actor = entry.actor
    note = entry.note
    policy = entry.policy
  }

  static func table(_ entries: [HistoryEntry]) -> String {
    var table = Table("WHEN (UTC)", "FROM", "TO", "~BY", "~WHY")
    table.color("FROM", CheckState.style)
    table.color("TO", CheckState.style)
    for entry in entries {
      table.add(
        entry.at.text, entry.from?.rawValue ?? "", entry.to.rawValue, entry.actor, entry.note)
    }
    return table.text
  }
}

struct AccountsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts", abstract: "The accounts that were deposited to.",
    discussion: """
      Example:

        checkctl accounts list
      """,
    subcommands: [List.self, Assign.self])

  struct Assign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which customer an account belongs to, for the amount that each has at once.",
      discussion: """
        Example: two accounts of one customer share the amount of the next business day.

          checkctl accounts assign 12345678 --customer dana
          checkctl accounts assign 87654321 --customer dana

        It holds for deposits from now on. An account that was never assigned is a customer's only \
        one.
        """)

    @Argument(help: "The account's number.")
    var account: String

    @Option(help: "The customer, by any name that is always the same.")
    var customer: String

    @OptionGroup var data: DataOptions

    func run() async throws {
      try await data.openExisting().assign(account: account, toCustomer: customer)
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the accounts with what is owed to their depositors, and what is available.",
      discussion: """
        Example:

          checkctl accounts list
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let accounts = try await data.openExisting().accounts()
      var table = Table("ACCOUNT", ">DEPOSITS", ">BALANCE", ">AVAILABLE", "OPENED BY CHECK")
      for account in accounts {
        table.add(
          output.masking.account(account.number), "\(account.deposits)",
          account.balance.description, account.available.description,
          "\(account.openedByCheck)")
      }
      try output.print(
        accounts.map { AccountView($0, output.masking) },
        text: accounts.isEmpty ? "No accounts." : table.text)
    }
  }
}

/// An account as it is printed.
private struct AccountView: Encodable {
  var account: String
  var deposits: Int
  /// In cents.
  var balance: Cents
  /// In cents.
  var available: Cents
  var openedByCheck: CheckID

  init(_ account: Account, _ masking: Masking) {
    self.account = masking.account(account.number)
    deposits = account.deposits
    balance = account.balance
    available = account.available
    openedByCheck = account.openedByCheck
  }
}
