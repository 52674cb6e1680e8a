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
      abstract: "List what became of each notice, oldest first, then what is still to be sent.",
      discussion: """
        Example:

          checkctl notices list --check 3

        One that is ready, delayed or leased goes out with a worker; one that failed was given up, \
        and 'checkctl queue redrive' tries it again.
        """)

    @Option(help: "Only notices for this check.")
    var check: CheckID?

    @Option(help: "The most notices to list, the latest ones.")
    var limit = 1000

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let pipeline = try await data.openExisting()
      // One that is delivered in between is listed twice, and not left out.
      let unsent = try await pipeline.unsentNotices(check: check, limit: limit)
      let settled = try await pipeline.notices(
        check: check, limit: limit < 0 ? limit : limit - unsent.count)
      let masking = output.masking
      let views =
        settled.map { NoticeView($0, masking) } + unsent.map { NoticeView($0, masking) }
      try output.print(views, text: views.isEmpty ? "No notices." : NoticeView.table(views))
    }
  }
}

extension Pipeline {
  /// Says once that a mail of these checks was not delivered; gives whether there is one.
  @discardableResult
  func sayWhichMailFailed(of checks: Set<CheckID>) async throws -> Bool {
    guard let notice = try await failedNotice(of: checks) else { return false }
    Console.note(
      "the mail to the depositor of check \(notice.check) could not be written: "
        + "\((notice.error ?? "").printable); see checkctl notices list")
    return true
  }
}
