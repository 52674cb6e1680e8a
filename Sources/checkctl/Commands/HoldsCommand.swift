import ArgumentParser
import CheckActions
import CheckPipeline
import Foundation

struct HoldsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holds",
    abstract: "Look at what depositors may not draw on yet, and release it.",
    discussion: """
      Example:

        checkctl holds list --account 12345678
        checkctl holds release 3 --reason "known customer"
      """,
    subcommands: [List.self, Release.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the holds, the next to end first.",
      discussion: """
        Example:

          checkctl holds list --all --format json

        The parts of a deposit add up to it. One ends by itself at the time that is shown.
        """)

    @Option(help: "Only those on deposits to this account.")
    var account: String?

    @Option(help: "Only those on this check.")
    var check: CheckID?

    @Flag(help: "List those that are over as well.")
    var all = false

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      var filter = HoldFilter()
      filter.account = account
      filter.check = check
      filter.includesEnded = all
      let now = Date()
      let views = try await data.openExisting().holds(filter)
        .map { HoldView($0, at: now, output.masking) }
      try output.print(views, text: views.isEmpty ? "No holds." : HoldView.table(views))
    }
  }

  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a hold before its time.",
      discussion: """
        Example:

          checkctl holds release 3 --reason "known customer" --as ada
        """)

    @Argument(help: "The hold's number.")
    var hold: Int64

    @Option(help: "Why, for the record.")
    var reason: String

    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let released = try await data.openExisting().releaseHold(
        hold, by: actor.actor, note: reason)
      let view = HoldView(released, at: Date(), output.masking)
      try output.print(
        view, text: "Hold \(view.id): \(view.amount) of check \(view.check) is available now.")
    }
  }
}

/// A hold as it is printed.
private struct HoldView: Encodable {
  var id: Int64
  var check: CheckID
  var account: String
  /// In cents.
  var amount: Cents
  var reason: HoldReason
  var bankingDay: String
  var availableAt: Date
  var active: Bool
  var endedAt: Date?
  var endedBy: String?
  var note: String?

  init(_ hold: Hold, at moment: Date, _ masking: Masking) {
    id = hold.id
    check = hold.check
    account = masking.account(hold.account)
    amount = hold.amount
    reason = hold.reason
    bankingDay = hold.bankingDay.description
    availableAt = hold.availableAt
    active = hold.isActive(at: moment)
    endedAt = hold.endedAt
    endedBy = hold.endedBy?.printable
    note = hold.endNote?.printable
  }

  static func table(_ views: [HoldView]) -> String {
    var table = Table(
      "HOLD", ">CHECK", "ACCOUNT", ">AMOUNT", "REASON", "BANKING DAY", "AVAILABLE (UTC)", "~ENDED")
    for view in views {
      let ended = view.endedBy.map { "by \($0): \(view.note ?? "")" }
      table.add(
        "\(view.id)", "\(view.check)", view.account, view.amount.description,
        view.reason.rawValue, view.bankingDay, view.availableAt.text,
        view.active ? "" : ended ?? "available")
    }
    return table.text
  }
}
