import CashLetter
import CheckPipeline
import Foundation
import Testing

@Suite struct LetterVerifyTests {
  @Test func aCleanFileIsSummedUp() throws {
    try LetterFiles.withFiles(["a.x937": LetterFiles.letter(.sample)]) { program, folder throws in
      let outcome = try program.run("letter", "verify", "\(folder)/a.x937", "--images")
      #expect(outcome.code == 0)
      #expect(outcome.error.isEmpty)
      let lines = outcome.out.split(separator: "\n").map(String.init)
      #expect(lines.first == "\(folder)/a.x937: clean")
      let rows = [
        "encoding  ebcdic", "level     03", "records   18", "letters   1", "bundles   1",
        "items     2", "amount    2,469.43", "images    4", "findings  none",
      ]
      #expect(lines.dropFirst() == rows.map { "  " + $0 }[...])
    }
  }

  @Test func eachFindingIsALineAndAnObject() throws {
    // The check digit of the first payor, and a field with what would move the cursor.
    let bytes = try LetterFiles.damaged([
      (
        "021904567" + pad(20, LetterFiles.payorAccount + "/"),
        "021904568" + pad(20, LetterFiles.payorAccount + "/")
      ),
      ("HUDSON FERRY TRUST", "HUDSON\u{1B}[31mY TRUST"),
    ])
    try LetterFiles.withFiles(["a.x937": bytes]) { program, folder throws in
      let file = "\(folder)/a.x937"
      let text = try program.run("letter", "verify", file)
      #expect(text.code == 5)
      let lines = text.out.split(separator: "\n").map(String.init)
      #expect(
        lines[0] == "record 1 (01 file header) at byte 40, immediate destination name: "
          + "HUDSON?[31mY TRUST, expected printable characters, the first not blank [field]")
      #expect(
        lines[1].hasPrefix("record 4 (25 check detail) at byte ")
          && lines[1].hasSuffix(
            ", payor bank routing number check digit: 8, expected 7 [checkDigit]")
      )
      #expect(lines[2] == "\(file): findings")
      #expect(lines.last == "  findings  1 checkDigit, 1 field")
      let json = try program.run("letter", "verify", file, "--format", "json")
      #expect(json.code == 5)
      let objects = json.objects
      #expect(objects.count == 3)
      #expect(objects.compactMap { $0["file"] as? String } == [file, file, file])
      #expect(objects[1]["kind"] as? String == "checkDigit")
      #expect(objects[1]["record"] as? Int == 4)
      #expect(objects[1]["type"] as? String == "25")
      #expect(objects[1]["expected"] as? String == "7")
      #expect(objects[1]["offset"] as? Int == 3 * 84 + 4 + 26)
      #expect(objects[2]["status"] as? String == "findings")
      #expect(objects[2]["amountCents"] as? Int == 246_943)
      #expect(objects[2]["findings"] as? [String: Int] == ["checkDigit": 1, "field": 1])
    }
  }

  @Test func accountsAreMasked() throws {
    // With a letter in it, not against its end, and in the place of another field.
    let account = LetterFiles.account.padding(toLength: 18, withPad: " ", startingAt: 0)
    let onUs = pad(20, LetterFiles.payorAccount + "/")
    let amount = "0000123471"
    let files = [
      "on-us": try LetterFiles.damaged([(onUs, LetterFiles.payorAccount + "/X          ")]),
      "account": try LetterFiles.damaged([(account, " " + account.dropLast())]),
      "shifted": try LetterFiles.damaged([(onUs + amount, amount + onUs)]),
    ]
    try LetterFiles.withFiles(files) { program, folder throws in
      for name in files.keys {
        let file = "\(folder)/\(name)"
        for format in ["text", "json"] {
          let masked = try program.run("letter", "verify", file, "--format", format)
          #expect(masked.code == 5)
          for secret in [LetterFiles.account, LetterFiles.payorAccount] {
            #expect(!masked.out.contains(secret), "\(name): \(masked.out)")
          }
        }
        let shown = try program.run("letter", "verify", file, "--unmasked").out
        #expect(
          shown.contains(LetterFiles.account) || shown.contains(LetterFiles.payorAccount),
          "\(name): \(shown)")
      }
    }
  }

  @Test func whatIsNoLetterIsUnreadable() throws {
    try LetterFiles.withFiles(["text": Array("No letter.\n".utf8), "empty": []]) {
      program, folder throws in
      for name in ["text", "empty"] {
        let outcome = try program.run("letter", "verify", "\(folder)/\(name)")
        #expect(outcome.code == 6)
        #expect(outcome.out.contains("\(name): unreadable: it holds no record of X9.37"))
      }
      for (file, reason) in [
        ("\(folder)/none", "there is no such file; see that its name is right"),
        (folder, "it is not a file; name the file of a letter"),
      ] {
        let outcome = try program.run("letter", "verify", file, "--format", "json")
        #expect(outcome.code == 6)
        #expect(outcome.objects.first?["status"] as? String == "unreadable")
        #expect(outcome.objects.first?["reason"] as? String == reason)
      }
    }
  }

  @Test func ofSeveralFilesTheWorstCounts() throws {
    let files = [
      "clean": try LetterFiles.letter(),
      "damaged": try LetterFiles.damaged([("00123471", "00123472")]),
      "text": Array("No letter.\n".utf8),
    ]
    try LetterFiles.withFiles(files) { program, folder throws in
      let paths = ["clean", "damaged", "text"].map { "\(folder)/\($0)" }
      #expect(try program.run(["letter", "verify"] + paths.prefix(1)).code == 0)
      #expect(try program.run(["letter", "verify"] + paths.prefix(2).reversed()).code == 5)
      let all = try program.run(["letter", "verify"] + paths.reversed())
      #expect(all.code == 6)
      #expect(all.out.hasSuffix("\n1 clean, 1 findings, 1 unreadable\n"))
      let finding = try #require(all.out.split(separator: "\n").first { $0.hasSuffix("[total]") })
      #expect(finding.hasPrefix("\(paths[1]): record "))
    }
  }

  @Test func standardInputIsAFile() throws {
    try LetterFiles.withFiles(["a": LetterFiles.letter()]) { program, folder throws in
      let input = try #require(FileHandle(forReadingAtPath: "\(folder)/a"))
      let outcome = try program.run(["letter", "verify", "-", "--format", "json"], input: input)
      #expect(outcome.code == 0)
      #expect(outcome.objects.first?["file"] as? String == "-")
      #expect(outcome.objects.first?["items"] as? Int == 2)
      #expect(try program.run("letter", "verify", "-", "-").code == 64)
      #expect(try program.run("letter", "verify", "-").code == 6, "an empty input")
    }
  }

  @Test func aProfileIsHeldAgainstTheFile() throws {
    var policy = BankPolicy()
    policy.letters.profile = LetterFiles.asciiProfile
    let right = Array(try policy.json.utf8)
    policy.letters.profile.isTest = false
    policy.letters.profile.dialect.itemsPerBundle = 1
    policy.letters.profile.dialect.itemsPerLetter = 100
    let other = Array(try policy.json.utf8)
    let files = [
      "letter": try LetterFiles.letter(), "right": right, "other": other,
      "none": Array("{\"isTest\": true}".utf8),
    ]
    try LetterFiles.withFiles(files) { program, folder throws in
      func verify(_ name: String) throws -> Program.Outcome {
        try program.run(
          "letter", "verify", "\(folder)/letter", "--policy", "\(folder)/\(name)", "--format",
          "json")
      }
      #expect(try verify("right").code == 0)
      let outcome = try verify("other")
      #expect(outcome.code == 5)
      #expect(outcome.objects.compactMap { $0["kind"] as? String } == ["profile", "profile"])
      let wrong = try verify("none")
      #expect(wrong.code == 1)
      #expect(wrong.error.contains("is missing"))
      #expect(try verify("nowhere").code == 1)
    }
  }

  private func pad(_ width: Int, _ text: String) -> String {
    String(repeating: " ", count: width - text.count) + text
  }
}
