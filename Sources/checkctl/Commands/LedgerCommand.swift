import ArgumentParser
import CheckActions
import CheckPipeline
import Foundation

struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Look at the ledger, and prove that it holds.",
    discussion: """
      Example:

        checkctl ledger verify
      """,
    subcommands: [Entries.self, Balance.self, Verify.self])

  struct Entries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the entries, oldest first.",
      discussion: """
        Example:

          checkctl ledger entries --check 3
        """)

    @Option(help: "Only entries for this check.")
    var check: CheckID?

    @Option(help: "The most entries to list, the latest ones.")
    var limit = 1000

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let entries = try await data.openExisting().ledgerEntries(check: check, limit: limit)
      var table = Table("ENTRY", "WHEN (UTC)", "KIND", "CHECK", "ACCOUNT", ">DEBIT", ">CREDIT")
      for entry in entries {
        for posting in entry.postings {
          table.add(
            "\(entry.id)", entry.at.text, entry.kind.rawValue, "\(entry.check)",
            posting.account.text(output.masking),
            posting.side == .debit ? posting.amount.description : "",
            posting.side == .credit ? posting.amount.description : "")
        }
      }
      try output.print(
        entries.map { EntryView($0, output.masking) },
        text: entries.isEmpty ? "No entries." : table.text)
    }
  }

  struct Balance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the balance of each ledger account (credits less debits).",
      discussion: """
        Example:

          checkctl ledger balance
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let balances = try await data.openExisting().ledgerBalances()
      var table = Table("ACCOUNT", ">DEBITS", ">CREDITS", ">BALANCE")
      for balance in balances {
        table.add(
          balance.account.text(output.masking), balance.debits.description,
          balance.credits.description, balance.balance.description)
      }
      let sum = balances.reduce(Cents(0)) { $0 + $1.balance }
      table.add("sum", "", "", sum.description)
      try output.print(
        balances.map { BalanceView($0, output.masking) },
        text: balances.isEmpty ? "No entries." : table.text)
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prove that entries balance and every deposited check has one live deposit.",
      discussion: """
        Example:

          checkctl ledger verify

        Exit code 0 when the ledger holds, 1 when it does not.
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let proof = try await data.openExisting().proveLedger()
      let verdict =
        proof.violations.isEmpty ? "the ledger holds" : "\(proof.violations.count) violations"
      let lines =
        proof.violations.map { "violation: \($0)" }
        + ["\(proof.entries) entries and \(proof.checks) checks: \(verdict)"]
      try output.print(ProofView(proof), text: lines.joined(separator: "\n"))
      if !proof.violations.isEmpty { throw ExitCode.failure }
    }
  }
}

extension LedgerAccount {
  fileprivate func text(_ masking: Masking) -> String {
    switch self {
    case .itemsInClearing: "items in clearing"
    case .depositor(let number): "depositor \(masking.account(number))"
    }
  }
}

/// An entry as it is printed; amounts in cents.
private struct EntryView: Encodable {
  struct PostingView: Encodable {
    var account: String
    var side: LedgerEntry.Side
    var amount: Cents
  }

  var id: Int64
  var key: String
  var kind: LedgerEntry.Kind
  var check: CheckID
  var reverses: Int64?
  var at: Date
  var memo: String
  var postings: [PostingView]

  init(_ entry: LedgerEntry, _ masking: Masking) {
    id = entry.id
    key = entry.key
    kind = entry.kind
    check = entry.check
    reverses = entry.reverses
    at = entry.at
    memo = entry.memo
    postings = entry.postings.map {
      PostingView(account: $0.account.text(masking), side: $0.side, amount: $0.amount)
    }
  }
}

/// A balance as it is printed; amounts in cents.
private struct BalanceView: Encodable {
  var account: String
  var debits: Cents
  var credits: Cents
  var balance: Cents

  init(_ balance: LedgerBalance, _ masking: Masking) {
    account = balance.account.text(masking)
    debits = balance.debits
    credits = balance.credits
    self.balance = balance.balance
  }
}

/// A proof as it is printed.
private struct ProofView: Encodable {
  var holds: Bool
  var entries: Int
  var checks: Int
  var violations: [String]

  init(_ proof: LedgerProof) {
    holds = proof.violations.isEmpty
    entries = proof.entries
    checks = proof.checks
    violations = proof.violations
  }
}
