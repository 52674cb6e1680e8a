import CheckRendering
import Foundation
import Testing

@testable import CheckActions

@Suite struct MailTests {
  private func mail(subject: String = "s", body: String = "b", at: Double = 0) throws -> Mail {
    Mail(
      from: .local, to: try #require(MailAddress("dana@example.com")), subject: subject, body: body,
      messageID: "<1@localhost>", date: Date(timeIntervalSince1970: at))
  }

  @Test func hasItsHeaders() throws {
    let read = try ReadMail(mail(subject: "Hello: you", at: 1_767_261_600).message)
    #expect(
      read.headers == [
        "From": "check-deposit@localhost", "To": "dana@example.com", "Subject": "Hello: you",
        "Date": "Thu, 1 Jan 2026 10:00:00 +0000", "Message-ID": "<1@localhost>",
        "MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "quoted-printable", "Auto-Submitted": "auto-generated",
      ])
    #expect(read.body == "b\n")
  }

  @Test(arguments: [
    "plain", "", "чек на сто долларов", "👩‍👩‍👧‍👦 family", "=?UTF-8?Q?forged?=", "=3D = ==",
    String(repeating: "long ", count: 300), String(repeating: "щ", count: 500), "tail ", " . ",
    "e\u{301}\u{302}", ".", "From here",
  ])
  func isReadBackAsItWasMeant(text: String) throws {
    let body = "\(text)\n\n\(text)\tx\n"
    let message = try mail(subject: text, body: body).message
    let read = try ReadMail(message)
    #expect(read.headers["Subject"] == text)
    #expect(read.body == body)
    #expect(message.utf8.allSatisfy { $0 < 127 })
    #expect(message.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 })
  }

  @Test(arguments: ["\r\n", "\n", "\r", "\u{85}", "\u{2028}", "\u{0B}", "\r\r\n\n"])
  func aLineBreakEndsNoHeader(lineBreak: String) throws {
    let forged = "Hello\(lineBreak)Bcc: all@example.com\(lineBreak)\(lineBreak)text"
    let read = try ReadMail(mail(subject: forged).message)
    #expect(read.headers["Subject"] == "Hello Bcc: all@example.com text")
    #expect(read.headers.count == 9)
    #expect(read.body == "b\n")
  }

  @Test func controlsAndTurnsOfDirectionAreLeftOut() throws {
    let read = try ReadMail(
      mail(subject: "a\u{0}b\u{202E}c\u{7F}", body: "a\u{1B}[31m\u{202E}").message)
    #expect(read.headers["Subject"] == "abc")
    #expect(read.body == "a[31m\n")
  }

  @Test func anyTextGivesAMailThatCanBeRead() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<400 {
      let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let mail = try mail(subject: text, body: text)
      let read = try ReadMail(mail.message)
      #expect(read.headers.count == 9)
      #expect(read.headers["Subject"] == mail.subject)
      #expect(read.body == mail.body)
    }
  }

  @Test(arguments: [
    "dana@example.com", "d@e", "a.b+c=d@x-1.example.org", "_x@localhost", "0@0",
    "o'hara@example.ie",
  ])
  func takesAddresses(text: String) { #expect(MailAddress(text)?.description == text) }

  @Test(arguments: [
    "", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", "a@b,c@d", "a;@b", "a:b@c", "<a@b>", "a@b>",
    "(a)@b", "\"a\"@b", "a\\@b", "[a]@b", "a@[127.0.0.1]", "a@b\r\nBcc: c@d", "a\n@b", "a\u{0}@b",
    "дана@example.com", "a@exämple.com", "-oQ/tmp@b", "a@-b", ".a@b", "a.@b", "a..b@c", "a@b..c",
    "a@b.", "|a@b", "`a@b", "a\t@b", "a\u{7F}@b", "a@b\u{301}",
    String(repeating: "a", count: 65) + "@b", "a@" + String(repeating: "b", count: 253),
  ])
  func refusesWhatIsNoSafeAddress(text: String) { #expect(MailAddress(text) == nil) }
}
