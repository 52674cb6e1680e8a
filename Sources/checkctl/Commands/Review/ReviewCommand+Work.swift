import ArgumentParser
import CheckPipeline
import Foundation

extension ReviewCommand {
  struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide on the checks in review one after the other, from the keyboard.",
      discussion: """
        Example:

          checkctl review work --as kim --unmasked

        Each check comes with why it is in review, what was read beside what was stated, and the \
        checks that it may be the same as. Then one letter and Enter decide, or the whole word:

        \(ReviewAnswer.keys)

        'o' draws what was read on the picture and opens it with $CHECKCTL_VIEWER, else with what \
        the desktop opens pictures with; without a display it tells the file, which is gone at the \
        end. Each act is in the check's history with who did it. Without a terminal the answers are \
        the lines of standard input.

        Exit code 0 when nothing is left in review, 3 when something is, 130 after Ctrl-C.
        """)

    @Flag(help: "Show account numbers and lines in full; u does so at any time.")
    var unmasked = false

    @Flag(help: "Open each picture as its check comes.")
    var open = false

    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var work: WorkOptions

    func run() async throws {
      // A terminal that is closed ends the input, and the pictures are still to be removed.
      signal(SIGHUP, SIG_IGN)
      let interrupt = Interrupt()
      let pipeline = try await data.openExisting(work)
      let list = try await pipeline.reviewList()
      guard !list.isEmpty else { return try Console.out("Nothing to review.") }
      let viewer = PictureViewer(environment: ProcessInfo.processInfo.environment)
      let desk = PictureDesk(viewer)
      defer { desk.clear() }
      var session = ReviewSession(
        pipeline: pipeline, actor: actor.actor, slots: work.slotCount, interrupt: interrupt,
        desk: desk, opensPictures: open, masking: Masking(isOff: unmasked),
        answers: Answers(interrupt))
      try await session.run(list)
      let left = try await pipeline.countsByState()[.review] ?? 0
      try Console.out(session.tally.text(left: left))
      if interrupt.isRequested { throw Exit.interrupted }
      if left > 0 { throw Exit.needsPerson }
    }
  }
}
