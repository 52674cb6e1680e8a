import ArgumentParser
import CheckPipeline
import Foundation

extension ReviewCommand {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the checks in review: the oldest day first, within a day the largest amount.",
      discussion: """
        Example:

          checkctl review list --format json

        The day is the banking day on which a check was received, in the bank's time zone.
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let pipeline = try await data.openExisting()
      let now = Date()
      var views: [ReviewEntryView] = []
      for entry in try await pipeline.reviewList() {
        let check = try await pipeline.check(entry.check)
        // It may have been decided since.
        guard check.state == .review else { continue }
        views.append(ReviewEntryView(entry, check, now: now, output.masking))
      }
      try output.print(
        views,
        text: views.isEmpty
          ? "Nothing to review." : ReviewEntryView.table(views) + "\nNext: checkctl review work")
    }
  }
}
