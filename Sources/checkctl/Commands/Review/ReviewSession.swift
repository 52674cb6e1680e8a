import CheckPipeline
import Foundation

/// A person's way through the work list of reviews: one check after the other, each until it is
/// decided or skipped.
struct ReviewSession {
  /// What follows an answer.
  enum Next {
    /// The same question again.
    case question
    /// The same check again, as it is now.
    case page
    /// The check after it.
    case check
    case end
  }

  let pipeline: Pipeline
  let actor: String
  let slots: Int
  let interrupt: Interrupt
  let desk: PictureDesk
  /// Whether each picture is opened as its check comes.
  let opensPictures: Bool
  var masking: Masking
  var answers: Answers
  var tally = ReviewTally()

  /// Goes through a list.
  mutating func run(_ list: [ReviewEntry]) async throws {
    for (index, entry) in list.enumerated() {
      let place = "\(index + 1) of \(list.count)"
      guard try await review(entry.check, place: place) else { return }
    }
  }

  /// Gives `false` when the session is to end.
  private mutating func review(_ id: CheckID, place: String) async throws -> Bool {
    var isFirst = true
    while true {
      let item = try await pipeline.reviewItem(id)
      guard item.details.check.state == .review else {
        try tellWhoDecided(item.details)
        return true
      }
      let page = ReviewPage(item: item, place: place, now: Date(), masking: masking)
      try Console.out("\n\(page.text)\n")
      if isFirst, opensPictures { try open(item.details) }
      isFirst = false
      var next = Next.question
      while next == .question { next = try await answer(item) }
      if next != .page { return next == .check }
    }
  }

  private mutating func answer(_ item: ReviewItem) async throws -> Next {
    guard let text = try answers.ask(ReviewAnswer.question) else { return .end }
    guard let (answer, words) = ReviewAnswer.parse(text) else {
      try Console.out("'\(text.printable)' is no answer; these are:\n\(ReviewAnswer.keys)")
      return .question
    }
    switch answer {
    case .approve:
      return try await approve(item, note: words.isEmpty ? "approved" : words)
    case .correct: return try await correct(item.details.check)
    case .reject: return try await reject(item.details.check, words)
    case .skip:
      tally.skipped += 1
      return .check
    case .open: try await open(item, words)
    case .unmask:
      masking.isOff.toggle()
      return .page
    case .help: try Console.out(ReviewAnswer.keys)
    case .quit: return .end
    }
    return .question
  }

  /// Opens its picture, or that of a check that it may be the same as.
  private func open(_ item: ReviewItem, _ other: String) async throws {
    if other.isEmpty { return try open(item.details) }
    guard let twin = item.twins.first(where: { "\($0.check.id)" == other }) else {
      return try Console.out("'\(other.printable)' is no check that it may be the same as")
    }
    try open(try await pipeline.details(twin.check.id))
  }

  /// A picture that cannot be shown holds up no decision.
  private func open(_ details: CheckDetails) throws {
    let words: String
    do {
      words = try desk.show(details, masking)
    } catch let failure as CommandFailure {
      words = failure.description
    }
    try Console.out(words)
  }

  /// Says what became of a check that is in review no longer.
  mutating func tellWhoDecided(_ details: CheckDetails) throws {
    tally.decidedByOthers += 1
    let act = details.history.last { $0.from == .review }
    let who = act.map { ", by \($0.actor) (\($0.note))".printable } ?? ""
    try Console.out(
      "Check \(details.check.id) was decided meanwhile\(who): it is \(details.check.state.shown)")
  }
}
