import Foundation
import ImageCodecs
import Testing

/// Reviews by a person at a terminal.
@Suite struct ReviewTerminalTests {
  private static let question = "[q]uit:"

  /// Gives `body` a session and the checks that wait for it.
  private func withSession(
    of count: Int, environment: [String: String] = [:], _ arguments: [String] = [],
    _ body: (Program, PseudoTerminal, ChildProcess, [ListedReview]) throws -> Void
  ) throws {
    try Program.withData { program throws in
      let list = try program.makeReviews(count)
      let terminal = try PseudoTerminal(columns: 100)
      let none = ["NO_COLOR": "1", "DISPLAY": "", "WAYLAND_DISPLAY": "", "CHECKCTL_VIEWER": ""]
      let process = try program.start(
        ["review", "work", "--as", "kim"] + arguments, input: terminal.line, out: terminal.line,
        error: terminal.line, environment: none.merging(environment) { $1 })
      try body(program, terminal, process, list)
    }
  }

  @Test func tenReviewsAreDecidedAtATerminal() throws {
    try withSession(of: 10) { program, terminal, process, list in
      for (index, review) in list.enumerated() {
        let page = try terminal.wait(for: Self.question)
        #expect(page.contains("Review \(index + 1) of 10: check \(review.id), "))
        // What was read and what was stated are on the page.
        #expect(page.contains(Program.unknownRouting))
        terminal.type(index % 2 == 0 ? "a" : "r blurred")
        try terminal.wait(for: "Check \(review.id): \(index % 2 == 0 ? "deposited" : "rejected")")
      }
      try terminal.wait(for: "5 approved, 5 rejected, 0 corrected, 0 skipped; 0 left in review")
      #expect(process.end() == 0)
      for review in list {
        #expect(try program.acts(on: review.id).map(\.first) == [Program.actor("kim")])
      }
    }
  }

  @Test func whatSomebodyElseDecidedIsSaidAndPassedOver() throws {
    try withSession(of: 3) { program, terminal, process, list in
      try terminal.wait(for: Self.question)
      let first = "\(list[0].id)"
      let approved = try program.run("review", "approve", first, "--as", "lee", "--note", "mine")
      #expect(approved.code == 0)
      terminal.type("r torn")
      try terminal.wait(
        for:
          "Check \(first) was decided meanwhile, by \(Program.actor("lee")) (mine): it is deposited"
      )
      // What is changed and still in review is shown again, and not approved unseen.
      try terminal.wait(for: Self.question)
      let second = list[1]
      let corrected = try program.run(
        "review", "correct", "\(second.id)", "--amount", "77.01", "--as", "lee")
      #expect(corrected.code == 3)
      terminal.type("a")
      try terminal.wait(for: "Check \(second.id) was changed meanwhile")
      #expect(try terminal.wait(for: Self.question).contains("77.01"))
      #expect(try program.state(of: second.id) == "review")
      terminal.type("a")
      try terminal.wait(for: "Check \(second.id): deposited")
      // One that is decided before its turn does not come.
      try terminal.wait(for: Self.question)
      terminal.type("q")
      try terminal.wait(for: "1 approved, 0 rejected, 0 corrected, 0 skipped, 1 decided by others")
      #expect(process.end() == 3)
      #expect(try program.acts(on: list[0].id) == [[Program.actor("lee"), "mine"]])
    }
  }

  @Test(arguments: [[], ["c"], ["c", Program.knownLine]])
  func anInterruptEndsItWithNothingHalfDone(answers: [String]) throws {
    try withSession(of: 1) { program, terminal, process, list in
      try terminal.wait(for: Self.question)
      for (answer, next) in zip(answers, ["line [", "amount ["]) {
        terminal.type(answer)
        try terminal.wait(for: next)
      }
      kill(process.id, SIGINT)
      try terminal.wait(for: "0 approved, 0 rejected, 0 corrected, 0 skipped; 1 left in review")
      #expect(process.end() == 130)
      #expect(try program.acts(on: list[0].id) == [])
    }
  }

  @Test func aPictureIsOpenedFromAPrivateFolderThatIsGoneAfterwards() throws {
    let folder = Program.newFolder()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let viewer = "\(folder)/viewer"
    // Renamed, so that it is there as a whole.
    let script = "#!/bin/sh\ncp \"$2\" \(folder)/part && mv \(folder)/part \(folder)/seen.png\n"
    try Data(script.utf8).write(to: URL(fileURLWithPath: viewer))
    chmod(viewer, 0o700)
    let environment = ["CHECKCTL_VIEWER": "\(viewer) --whole", "TMPDIR": folder]
    try withSession(of: 1, environment: environment) { _, terminal, process, list in
      try terminal.wait(for: Self.question)
      terminal.type("o")
      let shown = try terminal.wait(for: Self.question)
      let private_ = try #require(
        try FileManager.default.contentsOfDirectory(atPath: folder)
          .first { $0.hasPrefix("checkctl-review-") })
      #expect(shown.contains("Picture: \(folder)/\(private_)/check-\(list[0].id).png"))
      let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(private_)")
      #expect(mode[.posixPermissions] as? Int == 0o700)
      let deadline = Date() + 60
      while !FileManager.default.fileExists(atPath: "\(folder)/seen.png"), Date() < deadline {
        usleep(10_000)
      }
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/seen.png")))
      #expect(try ImageDecoder.inspect(bytes).channels == 3)
      terminal.type("q")
      try terminal.wait(for: "1 left in review")
      #expect(process.end() == 3)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(private_)"))
    }
  }

  @Test func aTerminalThatIsClosedLeavesNoPicture() throws {
    let folder = Program.newFolder()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try withSession(of: 1, environment: ["TMPDIR": folder], ["--open"]) {
      program, terminal, process, list in
      try terminal.wait(for: Self.question)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
      terminal.hangUp()
      process.end()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      #expect(try program.acts(on: list[0].id) == [])
    }
  }

  @Test(arguments: [
    ("", "There is no display here"), ("/nowhere/viewer", "/nowhere/viewer could not be started"),
  ])
  func withoutAViewerThePlaceOfThePictureIsTold(viewer: String, words: String) throws {
    try withSession(of: 1, environment: ["CHECKCTL_VIEWER": viewer], ["--open"]) {
      _, terminal, process, list in
      let page = try terminal.wait(for: Self.question)
      #expect(page.contains("check-\(list[0].id).png"))
      #expect(page.contains(words))
      terminal.type("a")
      try terminal.wait(for: "1 approved")
      #expect(process.end() == 0)
    }
  }
}
