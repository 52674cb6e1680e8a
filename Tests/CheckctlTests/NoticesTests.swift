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

  @Test func whatAPersonDecidesIsToldByTheSameCommand() throws {
    try Program.withData { program throws in
      #expect(try deposit(program, "wrong-check-digit.png", amount: "42.00").code == 3)
      let approval = try program.run("review", "approve", "1", "--uncollectable")
      #expect(approval.code == 0)
      #expect(approval.error == "")
      #expect(try deposit(program, "no-check.png", amount: "47.00").code == 3)
      let rejection = try program.run("review", "reject", "2", "--reason", "no check")
      #expect(rejection.code == 0)
      #expect(rejection.error == "")
      let notices = try program.run("notices", "list", "--format", "json").objects
      #expect(
        notices.map { $0["state"] as? String } == ["review", "deposited", "review", "rejected"])
      #expect(notices.allSatisfy { $0["outcome"] as? String == "sent" })
    }
  }

  @Test func anAddressThatIsNeverMailedIsRefusedByDepositAndTakenByIngest() throws {
    try Program.withData { program throws in
      let address = "dana,b@example.com"
      let outcome = try deposit(program, "personal.png", amount: "19.99", email: address)
      #expect(outcome.code == 64)
      #expect(outcome.error.contains("--email '\(address)' cannot be taken"))
      let folder = Program.newFolder()
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.copyItem(
        atPath: "\(Program.samples)/personal.png",
        toPath: "\(folder)/\(address)^4400112233^19.99^20260102.png")
      #expect(try program.run("ingest", folder).code == 0)
      #expect(try program.run("notices", "list").out.contains("not sent: "))
    }
  }

  @Test func aMailThatCannotBeWrittenIsSaidAndListed() throws {
    try Program.withData { program throws in
      try FileManager.default.createDirectory(
        atPath: program.data, withIntermediateDirectories: false)
      try Data().write(to: URL(fileURLWithPath: "\(program.data)/mail"))
      let first = try deposit(program, "personal.png", amount: "19.99")
      #expect(first.code == 0)
      #expect(
        first.error.contains("the mail to the depositor of check 1 could not be written: "))
      #expect(first.error.contains("see checkctl notices list"))
      let notice = try #require(
        try program.run("notices", "list", "--format", "json").objects.first)
      #expect(["ready", "delayed"].contains(notice["outcome"] as? String))
      #expect(try #require(notice["attempts"] as? Int) >= 1)
      #expect(try #require(notice["reason"] as? String).contains("\(program.data)/mail"))
      #expect(notice["email"] as? String == "d***@example.com")
      #expect(notice["state"] as? String == "deposited")
      let text = try program.run("notices", "list", "--check", "1").out
      #expect(text.contains("Not a directory"))
      #expect(!text.contains("dana"))
      #expect(try program.run("notices", "list", "--limit", "0").out == "No notices.\n")
    }
  }

  @Test func anIngestSaysThatAMailFailed() throws {
    try Program.withData { program throws in
      let folder = Program.newFolder()
      for path in [program.data, folder] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      }
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try Data().write(to: URL(fileURLWithPath: "\(program.data)/mail"))
      try FileManager.default.copyItem(
        atPath: "\(Program.samples)/personal.png",
        toPath: "\(folder)/dana@example.com^4400112233^19.99^20260102.png")
      let outcome = try program.run("ingest", folder)
      #expect(outcome.code == 0)
      #expect(outcome.error.components(separatedBy: "could not be written").count == 2)
    }
  }

  private struct AwayTransport: MailTransport {
    struct Away: Error {}

    func deliver(_ mail: Mail) async throws { throw Away() }
  }

  @Test(.timeLimit(.minutes(3))) func aNoticeThatFailedIsListedAndRedriven() async throws {
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
    let mail = "\(program.data)/mail"
    try Data().write(to: URL(fileURLWithPath: mail))
    let again = try program.run("queue", "redrive", "--all")
    #expect(again.code == 3)
    #expect(again.error.contains("could not be written"))
    try FileManager.default.removeItem(atPath: mail)
    let repaired = try await Pipeline.open(
      PipelineConfiguration(folder: DataFolder(program.data)))
    let worker = repaired.worker(slots: 1)
    let running = Task { try await worker.run() }
    while try await repaired.notices().isEmpty { try await Task.sleep(for: .milliseconds(20)) }
    worker.stop()
    try await running.value
    let notices = try program.run("notices", "list", "--format", "json").objects
    #expect(notices.map { $0["outcome"] as? String } == ["sent"])
    #expect(try program.run("queue", "redrive", "\(check)").code == 1)
    #expect(try program.run("queue", "failed").out == "Nothing failed.\n")
  }
}
