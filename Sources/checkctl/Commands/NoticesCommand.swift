import ArgumentParser
import CheckActions
import CheckPipeline
import Foundation

struct NoticesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notices",
    abstract: "Look at the mails to depositors.",
    discussion: """
      Example:

        checkctl notices list --check 3

      A depositor who gave an address is told when a check is deposited, rejected or put in \
      review. Each mail is a file in the folder mail of the data folder. A text of your own takes \
      the place of a built-in one: templates/deposited.mustache, rejected.mustache or \
      review.mustache in the data folder, with a line 'Subject: …', an empty line, and the text; \
      it may name {{check}}, {{amount}}, {{account}}, {{time}}, {{memo}}, {{state}} and, as a \
      list, {{reasons}}.
      """,
    subcommands: [List.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what became of each notice, oldest first.",
      discussion: """
        Example:

          checkctl notices list --check 3

        What is still to be sent is in 'checkctl queue stats', what was given up in 'checkctl \
        queue failed'.
        """)

    @Option(help: "Only notices for this check.")
    var check: CheckID?

    @Option(help: "The most notices to list, the latest ones.")
    var limit = 1000

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let views = try await data.openExisting().notices(check: check, limit: limit)
        .map { NoticeView($0, output.masking) }
      try output.print(views, text: views.isEmpty ? "No notices." : NoticeView.table(views))
    }
  }
}

/// A notice as it is printed.
private struct NoticeView: Encodable {
  var check: CheckID
  var state: NoticeState
  var at: Date
  var email: String
  var outcome: String
  var reason: String?
  var messageID: String?
  var file: String?

  init(_ notice: Notice, _ masking: Masking) {
    check = notice.check
    state = notice.state
    at = notice.at
    email = masking.email(notice.recipient).printable
    switch notice.outcome {
    case .sent(let id): (outcome, messageID) = ("sent", id)
    case .notSent(let why): (outcome, reason) = ("not-sent", why)
    }
    file = notice.file
  }

  static func table(_ views: [NoticeView]) -> String {
    var table = Table("CHECK", "STATE", "WHEN (UTC)", "TO", "OUTCOME", "MESSAGE-ID", "FILE")
    for view in views {
      table.add(
        "\(view.check)", view.state.rawValue, view.at.text, view.email,
        view.reason.map { "not sent: \($0)" } ?? view.outcome, view.messageID ?? "",
        view.file ?? "")
    }
    return table.text
  }
}

extension Pipeline {
  /// Says when the depositor is told of what a person did, where nobody is at work to do it.
  func sayWhenTheDepositorIsTold(of id: CheckID) async throws {
    guard try await check(id).statement.email != nil, try await freshWorkers() == 0 else { return }
    Console.note("the depositor gets a mail with the next worker, ingest or deposit")
  }
}
