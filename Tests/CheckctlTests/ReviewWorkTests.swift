import CheckActions
import Foundation
import Testing

/// Reviews whose answers come from a pipe.
@Suite struct ReviewWorkTests {
  @Test func tenReviewsAreDecidedFromOneScript() throws {
    try Program.withData { program throws in
      let list = try program.makeReviews(10)
      #expect(list.map(\.cents) == list.map(\.cents).sorted(by: >))
      let ids = list.map(\.id)
      let outcome = try program.review(
        [
          "a",
          "approve compared with the picture",
          "r", "7",
          "r torn in two",
          // A line that is none, then one of a known bank.
          "c", "hello", Program.knownLine, "", "",
          // Amounts that are none, then one; the bank is still unknown, and so it comes again.
          "c", "", "abc", "0", "12.34", "", "a",
          "s",
          "?", "a",
          "nonsense", "", "A",
          // Without a reason nothing is rejected.
          "r", "", "r", "99", "12",
        ], "--as", "kim")
      #expect(outcome.code == 3)
      #expect(outcome.error.isEmpty)
      #expect(
        outcome.out.contains("5 approved, 3 rejected, 2 corrected, 1 skipped; 1 left in review"))
      for (index, id) in ids.enumerated() {
        #expect(outcome.out.contains("Review \(index + 1) of 10: check \(id), "))
      }
      #expect(try ids.map { try program.acts(on: $0) } == Self.acts(amount: list[5].cents))
      #expect(try program.state(of: ids[4]) == "deposited")
      #expect(try program.listedReviews().map(\.id) == [ids[6]])
      #expect(try program.run("ledger", "verify").code == 0)
      for part in [
        "That cannot be taken: give digits and A, B, C, D",
        "That cannot be taken: give dollars and cents",
        "That cannot be taken: give 0.01 to", "'nonsense' is no answer", "'' is no answer",
        "It is not rejected: that needs a reason.", "Give 1 to 12, or words of your own",
        "Check \(ids[5]): review", "Check \(ids[4]): deposited\n",
        "Check \(ids[2]): rejected: The check is not signed.",
        "\(Program.actor("kim")): corrected: amount",
        "The bank on the check is not in the routing directory.", "not in directory",
      ] {
        #expect(outcome.out.contains(part), "\(part)")
      }
    }
  }

  private static func acts(amount cents: Int) -> [[[String]]] {
    let kim = Program.actor("kim")
    return [
      [[kim, "approved"]], [[kim, "compared with the picture"]],
      [[kim, "The check is not signed."]], [[kim, "torn in two"]],
      [[kim, "corrected: line"]],
      [[kim, "corrected: amount \(Cents(cents)) to 12.34"], [kim, "approved"]], [],
      [[kim, "approved"]], [[kim, "approved"]], [[kim, "Suspected fraud."]],
    ]
  }

  @Test func theEndOfInputLeavesNothingHalfDone() throws {
    try Program.withData { program throws in
      let ids = try program.makeReviews(2).map(\.id)
      // The input ends within the corrections, and then within a line.
      for answers in [[], ["c", Program.knownLine], ["c", Program.knownLine, "5.00"], ["r"]] {
        let outcome = try program.review(answers)
        #expect(outcome.code == 3)
        #expect(outcome.out.contains("0 approved, 0 rejected, 0 corrected, 0 skipped; 2 left"))
      }
      let pipe = Pipe()
      pipe.fileHandleForWriting.write(Data("s\na".utf8))
      try pipe.fileHandleForWriting.close()
      let cut = try program.run(["review", "work"], input: pipe)
      #expect(cut.out.contains("0 approved, 0 rejected, 0 corrected, 1 skipped; 2 left"))
      #expect(try ids.map { try program.acts(on: $0) } == [[], []])
      // A slash leaves what was begun, and a slip of the pen changes nothing.
      let left = try program.review(["c", Program.knownLine, "/", "r", "/", "c", "", "", "", "q"])
      #expect(left.out.contains("Nothing is changed."))
      #expect(try ids.map { try program.acts(on: $0) } == [[], []])
      #expect(try program.review(["a", "a"]).code == 0)
      #expect(try program.review([]).out == "Nothing to review.\n")
    }
  }

  @Test func oneCharacterIsSetRightByItsPlace() throws {
    try Program.withData { program throws in
      _ = try program.run("ingest", Program.samples)
      let sample = try #require(
        program.run("list", "--format", "json", "--unmasked").objects
          .first { $0["file"] as? String == "wrong-check-digit.png" })
      let (id, line) = (try #require(sample["id"] as? Int), try #require(sample["line"] as? String))
      // The last digit of the routing number stands before the second transit symbol.
      let compact = Array(line.filter { $0 != " " })
      let place = try #require(compact.lastIndex(of: "A"))
      let right = try #require(Self.checkDigit(String(compact[(place - 9)..<(place - 1)])))
      let position = try #require(program.listedReviews().map(\.id).firstIndex(of: id))
      let outcome = try program.review(
        Array(repeating: "s", count: position) + ["c", "\(place)=\(right)", "", "", "q"])
      #expect(outcome.out.contains("1 corrected"))
      let now = try #require(
        program.run("show", "\(id)", "--format", "json", "--unmasked").objects.first)
      var expected = compact
      expected[place - 1] = right
      let shown = (now["check"] as? [String: Any])?["line"] as? String
      #expect(shown?.filter { $0 != " " } == String(expected))
    }
  }

  /// By the weights 3, 7 and 1.
  private static func checkDigit(_ digits: String) -> Character? {
    let sum = zip(digits, [3, 7, 1, 3, 7, 1, 3, 7]).reduce(0) {
      $0 + ($1.0.wholeNumberValue ?? 0) * $1.1
    }
    return String((10 - sum % 10) % 10).first
  }

  @Test func theMarkedCharactersAreThoseThatTheReaderNames() throws {
    try Program.withData { program throws in
      let picture = "\(Program.samples)/unreadable-line.png"
      let deposit = ["deposit", picture, "--account", "4400112233", "--amount", "45.00"]
      #expect(try program.run(deposit).code == 3)
      let page = try program.review(["q"], "--unmasked").out
      let marked = page.matches(of: #/character ([0-9]+): /#).compactMap { Int($0.output.1) }
      let sentence = try #require(page.firstMatch(of: #/characters are doubtful: ([0-9, -]+)/#))
      let named = sentence.output.1.split(separator: ", ").flatMap { run -> [Int] in
        let ends = run.split(separator: "-").compactMap { Int($0) }
        return ends.first.map { Array($0...(ends.last ?? $0)) } ?? []
      }
      #expect(marked == named)
      #expect(marked.count > 2)
      let lines = page.components(separatedBy: "\n")
      let marks = try #require(lines.first { $0.contains("^") })
      #expect(marks.filter { $0 == "^" }.count == marked.count)
    }
  }

  @Test func accountNumbersAreHiddenUntilTheyAreAskedFor() throws {
    try Program.withData { program throws in
      _ = try program.run("ingest", Program.samples)
      let list = try program.listedReviews()
      let secrets = Set(list.map(\.account) + list.compactMap { $0.fields["account"] })
        .filter { $0.count >= 6 }
      #expect(secrets.count >= 3)
      // What is typed and cannot be taken is not said again.
      let answers = ["?", "c", "A\(secrets.min() ?? "")X", "", "", "/", "s"]
      let hidden = try program.review(Array(repeating: answers, count: list.count).flatMap { $0 })
      let listed = try program.run("review", "list")
      #expect(hidden.out.contains("\(list.count) skipped"))
      #expect(hidden.out.contains("****2233"))
      for text in [hidden.out, hidden.error, listed.out, listed.error] {
        for secret in secrets { #expect(!text.contains(secret), "\(secret)") }
      }
      let full = try program.review(Array(repeating: "s", count: list.count), "--unmasked")
      for secret in secrets { #expect(full.out.contains(secret)) }
      let asked = try program.review(["u", "u", "q"])
      #expect(asked.out.components(separatedBy: "4400112233").count > 1)
      #expect(asked.out.components(separatedBy: "Review 1 of").count == 4)
    }
  }

  @Test func theOtherCheckIsOnThePageAndItsPictureIsOpenedToo() throws {
    try Program.withData { program throws in
      let id = try #require(program.makeReviews(1).first?.id)
      // Another picture of the same check, with another amount.
      let pictures = "\(program.data)-twin"
      defer { try? FileManager.default.removeItem(atPath: pictures) }
      let line = try #require(
        program.run("show", "\(id)", "--format", "json", "--unmasked").objects
          .compactMap { $0["check"] as? [String: Any] }.first?["line"] as? String)
      // The amount that the line encodes is no part of what makes it the same check.
      let printed = try #require(line.components(separatedBy: " B").first)
      _ = try program.run(
        "sample", "render", "--line", printed, "--kind", "personal", "--seed", "6", "--amount",
        "3.50",
        "--out", pictures)
      #expect(try program.run("ingest", pictures).code == 3)
      let twin = try #require(program.listedReviews().map(\.id).last)
      #expect(twin != id)
      let outcome = try program.review(["s", "o \(id)", "o 99", "q"])
      let page = try #require(
        outcome.out.components(separatedBy: "Review 2 of 2: check \(twin)").last)
      #expect(page.contains("May be the same\n"))
      #expect(page.contains("\(id)      review"))
      #expect(page.contains("/check-\(id).png\n"))
      #expect(page.contains("'99' is no check that it may be the same as"))
    }
  }

  @Test func aSuspicionIsInTheHistoryAndNotInTheMail() throws {
    try Program.withData { program throws in
      let id = try #require(program.makeReviews(1).first?.id)
      #expect(try program.review(["r", "12"]).code == 0)
      #expect(try program.acts(on: id).map(\.last) == ["Suspected fraud."])
      let mails = try program.run("notices", "list", "--format", "json").objects
      let file = try #require(mails.last?["file"] as? String)
      let mail = try String(contentsOfFile: file, encoding: .utf8)
      #expect(mail.contains("The check cannot be deposited."))
      #expect(!mail.lowercased().contains("fraud"))
    }
  }
}
