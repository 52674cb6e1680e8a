import CheckRendering
import Foundation
import Testing

@testable import CheckActions

@Suite struct NotifyActionTests {
  private func request(
    _ state: NoticeState = .deposited, reasons: [Reason] = [], words: String? = nil,
    email: String? = "dana@example.com", memo: String? = nil
  ) throws -> NotifyAction.Request {
    NotifyAction.Request(
      check: 7,
      event: NoticeEvent(
        state: state, at: Date(timeIntervalSince1970: 1_767_261_600), reasons: reasons,
        words: words),
      statement: try DepositStatement(
        account: "4400112233", amount: Cents(123_450), email: email, memo: memo),
      seed: "seed")
  }

  private func action(_ folder: String? = nil) throws -> NotifyAction {
    try NotifyAction(
      environment: ActionEnvironment(scratchFolder: "", routingFolder: "", templateFolder: folder))
  }

  private func mail(
    _ action: inout NotifyAction, _ request: NotifyAction.Request
  ) throws -> Mail {
    var log = ActivationLog()
    guard case .mail(let mail) = try action.invoke(request, log: &log) else {
      throw CancellationError()
    }
    return mail
  }

  @Test func tellsOfADeposit() throws {
    var action = try action()
    let mail = try mail(&action, request(memo: "rent"))
    #expect(mail.subject == "Check 7 was deposited: $1,234.50")
    #expect(
      mail.body == """
        Your check was deposited.

          Check    7
          Amount   $1,234.50
          Account  ****2233
          Time     2026-01-01 10:00:00 UTC
          Memo     rent

        This message was written by a program; nobody reads answers to it.

        """)
  }

  @Test(arguments: NoticeState.allCases)
  func sayNothingThatIsNotMeantForTheDepositor(state: NoticeState) throws {
    var action = try action()
    let mail = try mail(&action, request(state, reasons: Reason.allCases))
    #expect(!mail.message.contains("4400112233"))
    #expect(!(mail.subject + mail.body).contains("{{"))
    for reason in Reason.allCases {
      #expect(mail.body.contains("- \(reason.inWords)\n") == (state != .deposited))
    }
  }

  /// Nobody is told of a cancel.
  @Test func aReviewPromisesOnlyWhatIsTold() throws {
    var action = try action()
    let mail = try mail(&action, request(.review, reasons: [.unsureCharacters]))
    #expect(!mail.body.contains("how it ends"))
    #expect(mail.body.contains("If it is deposited or turned down, you get another message."))
  }

  @Test func givesTheWordsOfWhoRejected() throws {
    var action = try action()
    let mail = try mail(&action, request(.rejected, words: "not signed,\r\nsee \"Terms\" & <5>"))
    #expect(mail.body.contains("\n- not signed, see \"Terms\" & <5>\n"))
  }

  @Test func namesAReasonOnce() throws {
    var action = try action()
    let mail = try mail(&action, request(.rejected, reasons: [.truncated, .truncated]))
    #expect(mail.body.components(separatedBy: Reason.truncated.inWords).count == 2)
  }

  @Test func theMessageIDIsOfTheEventAlone() throws {
    var action = try action()
    let first = try mail(&action, request())
    #expect(first.messageID == "<19b25856e1c150ca834cffc8b59b23ad@localhost>")
    #expect(try mail(&action, request()) == first)
    var other = try request()
    other.seed = "seed2"
    #expect(try mail(&action, other).messageID != first.messageID)
  }

  @Test(arguments: [nil, "a;b@example.com", "дана@example.com", "a@b\u{2028}c"])
  func saysWhyThereIsNoMail(email: String?) throws {
    var action = try action()
    var log = ActivationLog()
    guard case .none(let reason) = try action.invoke(request(email: email), log: &log) else {
      Issue.record("a mail was made")
      return
    }
    #expect(reason.contains("address"))
    #expect(!reason.contains("@"))
  }

  @Test(arguments: [
    "{{check}} {{#reasons}}x{{/reasons}} {{{account}}}", "\u{202E}a\r\nBcc: b@c", "<&>\"'", "🧾 чек",
  ])
  func aMemoIsTextAndNoTemplate(memo: String) throws {
    var action = try action()
    let body = try mail(&action, request(memo: memo)).body
    let shown = memo.replacingOccurrences(of: "\r\n", with: " ")
      .replacingOccurrences(of: "\u{202E}", with: "")
    #expect(body.contains("  Memo     \(shown)\n"))
  }

  @Test func aFileTakesThePlaceOfTheBuiltInTextAsLongAsItIsThere() throws {
    let scratch = try Scratch()
    var action = try action(scratch.path)
    #expect(try mail(&action, request()).subject.hasPrefix("Check 7 was deposited"))
    let file = try scratch.file(
      "deposited.mustache",
      text: "Subject: No {{check}} \u{2603}\r\n\r\n{{state}} & {{account}}\r\n")
    let own = try mail(&action, request())
    #expect(own.subject == "No 7 \u{2603}")
    #expect(own.body == "deposited & ****2233\n")
    #expect(try mail(&action, request(.review)).subject.contains("being looked at"))
    _ = try scratch.file("deposited.mustache", text: "Subject: Other\n\n{{amount}}")
    #expect(try mail(&action, request()).subject == "Other")
    try FileManager.default.removeItem(atPath: file)
    #expect(try mail(&action, request()).subject.hasPrefix("Check 7 was deposited"))
  }

  @Test func aTemplateIsParsedOnceForItsSizeAndTime() throws {
    let scratch = try Scratch()
    let file = try scratch.file("deposited.mustache", text: "Subject: A\n\nx")
    func date(_ seconds: Double) throws {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: file)
    }
    try date(1000)
    var action = try action(scratch.path)
    func parsed() throws -> Bool {
      var log = ActivationLog()
      _ = try action.invoke(request(), log: &log)
      return log.lines.contains { $0.contains("parsed") }
    }
    #expect(try parsed())
    #expect(try !parsed())
    _ = try scratch.file("deposited.mustache", text: "Subject: B\n\nx")
    try date(2000)
    #expect(try parsed())
    #expect(try mail(&action, request()).subject == "B")
  }

  @Test(arguments: [
    ("", "Subject"), ("Hello\n\nx", "Subject"), ("Subject: a\nx\ny", "empty line"),
    ("Subject: a\n", "empty line"), ("Subject: {{a\n\nx", "line 1"),
    ("Subject: a\n\nx\n{{#reasons}}\n", "line 5"), ("Subject: a\n\n{{/reasons}}", "line 3"),
    ("Subject: a\n\n{{% CONTENT_TYPE: PIG}}", "line 3"),
    ("Subject: a\n\n" + String(repeating: "x", count: 8192), "limit"),
  ])
  func whatIsNoTemplateIsNamedWithItsRemedy(text: String, part: String) throws {
    let scratch = try Scratch()
    let file = try scratch.file("deposited.mustache", text: text)
    var action = try action(scratch.path)
    let failure = #expect(throws: ActionFailure.self) { try mail(&action, request()) }
    let words = try #require(failure?.description)
    #expect(words.contains(file))
    #expect(words.contains(part), "\(words)")
    #expect(words.contains("remove it") || words.contains("readable"))
    _ = try scratch.file("deposited.mustache", text: "Subject: a\n\nfine")
    #expect(try mail(&action, request()).body == "fine\n")
  }

  @Test func bytesThatAreNoTextAreNoTemplate() throws {
    let scratch = try Scratch()
    var generator = SeededGenerator(seed: 6)
    var action = try action(scratch.path)
    for length in 1...60 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let file = try scratch.file(
        "deposited.mustache", Array("Subject: s\n\n".utf8) + bytes + [0xFF])
      let failure = #expect(throws: ActionFailure.self) { try mail(&action, request()) }
      #expect(failure == .template(file: file, reason: "it is not UTF-8"))
    }
  }

  /// What is parsed nests as deep as its bytes allow, on a thread with as small a stack as a
  /// container's.
  @Test func noTemplateBreaksItsContainer() throws {
    let scratch = try Scratch()
    var generator = SeededGenerator(seed: 5)
    let pieces = [
      "{{", "}}", "{{#reasons}}", "{{/reasons}}", "{{^memo}}", "{{/memo}}", "{{{account}}}",
      "{{=<% %>=}}",
      "{{> deposited}}", "{{$x}}", "{{/x}}", "{{<y}}", "{{.}}", "{{!", "{{%", "\n", "  ", "é", "(",
      ")",
      "{{last(reasons)}}", "{{#reversed(reasons)}}", "=", "{{&x.y}}",
    ]
    var texts = ["{{#a}}", "{{^}}", "{{$a}}", "{{<a}}"].map {
      String(repeating: $0, count: 8000 / $0.utf8.count)
    }
    for _ in 0..<300 {
      texts.append(
        (0..<Int.random(in: 0...40, using: &generator)).map { _ in
          pieces[Int.random(in: 0..<pieces.count, using: &generator)]
        }.joined())
    }
    let thread = DispatchQueue(label: "container")
    for text in texts {
      _ = try scratch.file("review.mustache", text: "Subject: s\n\n\(text)")
      try thread.sync {
        var action = try action(scratch.path)
        var log = ActivationLog()
        let request = try request(.review, reasons: [.blank, .duplicate])
        do throws(ActionFailure) {
          _ = try action.invoke(request, log: &log)
        } catch {
          #expect(error.description.contains("review.mustache"))
        }
      }
    }
  }
}
