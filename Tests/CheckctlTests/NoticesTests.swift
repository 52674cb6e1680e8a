import CheckActions
import CheckPipeline
import Foundation
import Testing

@Suite struct NoticesTests {
  private func deposit(
    _ program: Program, _ sample: String, amount: String, email: String = "dana@example.com"
  ) throws -> Program.Outcome {
    try program.run(
      "deposit", "\(Program.samples)/\(sample)", "--account", "4400112233", "--amount", amount,
      "--email", email, "--memo", "Rent for 4400112233, чек")
  }

  @Test func aDepositEndsAfterItsMailIsWritten() throws {
    try Program.withData { program throws in
      #expect(try deposit(program, "personal.png", amount: "19.99").code == 0)
      let notice = try #require(
        try program.run("notices", "list", "--format", "json").objects.first)
      #expect(notice["state"] as? String == "deposited")
      #expect(notice["outcome"] as? String == "sent")
      #expect(notice["email"] as? String == "d***@example.com")
      let file = try #require(notice["file"] as? String)
      let mail = try String(contentsOfFile: file, encoding: .utf8)
      #expect(mail.contains("\r\nSubject: Check 1 was deposited: $19.99\r\n"))
      #expect(mail.contains(try #require(notice["messageID"] as? String)))
      #expect(mail.contains("****2233"))
      let text = try program.run("notices", "list", "--check", "1").out
      #expect(text.contains("d***@example.com"))
      #expect(!text.contains("dana"))
      #expect(try program.run("notices", "list", "--unmasked").out.contains("dana@example.com"))
      #expect(try program.run("notices", "list", "--check", "2").out == "No notices.\n")
    }
  }

  @Test func whatAPersonDecidesIsSaidToBeToldLater() throws {
    try Program.withData { program throws in
      #expect(try deposit(program, "wrong-check-digit.png", amount: "42.00").code == 3)
      let approval = try program.run("review", "approve", "1")
      #expect(approval.code == 0)
      #expect(approval.error.contains("mail"))
      #expect(try program.run("notices", "list", "--format", "json").objects.count == 1)
      #expect(try deposit(program, "no-check.png", amount: "47.00").code == 3)
      let rejection = try program.run("review", "reject", "2", "--reason", "no check")
      #expect(rejection.error.contains("mail"))
      _ = try program.run(
        "deposit", "\(Program.samples)/amount-differs.png", "--account", "1", "--amount", "44.00")
      let silent = try program.run("review", "reject", "3", "--reason", "no check")
      #expect(!silent.error.contains("mail"))
    }
  }

  @Test func anAddressThatIsNotSafeIsSaid() throws {
    try Program.withData { program throws in
      let outcome = try deposit(
        program, "personal.png", amount: "19.99", email: "dana,b@example.com")
      #expect(outcome.code == 0)
      #expect(try program.run("notices", "list").out.contains("not sent: "))
    }
  }

  private struct AwayTransport: MailTransport {
    struct Away: Error {}

    func deliver(_ mail: Mail) async throws { throw Away() }
  }

  @Test func aNoticeThatFailedIsListedAndRedriven() async throws {
    let program = Program(data: Program.newFolder())
    defer { try? FileManager.default.removeItem(atPath: program.data) }
    var configuration = PipelineConfiguration(folder: DataFolder(program.data))
    configuration.retry.attempts = 1
    configuration.transport = AwayTransport()
    let pipeline = try await Pipeline.open(configuration)
    let statement = try DepositStatement(
      account: "55", amount: Cents(1999), email: "dana@example.com")
    let front = "\(Program.samples)/personal.png"
    let check = try await pipeline.submit(Submission(front: front, statement: statement)).check
    #expect(try await pipeline.finish([check]))
    let failed = try program.run("queue", "failed", "--format", "json").objects
    #expect(failed.map { $0["action"] as? String } == ["notify"])
    #expect(try program.run("queue", "redrive", "--all").code == 0)
    let notices = try program.run("notices", "list", "--format", "json").objects
    #expect(notices.map { $0["outcome"] as? String } == ["sent"])
    #expect(try program.run("queue", "redrive", "\(check)").code == 1)
    #expect(try program.run("queue", "failed").out == "Nothing failed.\n")
  }
}
