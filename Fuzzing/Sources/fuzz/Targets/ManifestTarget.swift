import CheckActions
import CheckPipeline

/// A folder's manifest.
enum ManifestTarget: FuzzTarget {
  static let name = "manifest"
  static let longest = 4096

  static func seeds() throws -> [[UInt8]] {
    [
      "front,back,account,amount,email,memo,key\na.png,b.png,55,19.99,a@b,lunch,k1\n",
      "\u{FEFF}amount,account,front\r\n\"1,250.00\",5,\"b, \"\"2\"\".png\"\r\n",
      "front,account,amount\n../a.png,1,5\n/etc/passwd,1,5\n..,1,5\na/\u{301}b,1,5\n",
      "front,front,account,amount\na,b,1,5", "front,account,amount\n\"a\"x,1,5",
      "front,account,amount\n\n,,\n-rf,1,5\na\u{0}b,1,5\n\u{202E}gnp.a,1,$5\na\u{2028},1,5",
    ].map { Array($0.utf8) }
  }

  static func attempt(_ bytes: [UInt8]) throws {
    guard let manifest = try read(bytes) else { return }
    for submission in manifest.submissions {
      for path in [submission.front, submission.back].compactMap({ $0?.description }) {
        let name = Array(path.utf8.dropFirst(folder.utf8.count + 1))
        require(path.utf8.starts(with: "\(folder)/".utf8), "a path begins with its folder")
        require(
          !name.isEmpty && !name.contains(UInt8(ascii: "/")) && !name.contains(0)
            && name != [0x2E] && name != [0x2E, 0x2E], "a name inside the folder: \(path)")
      }
      require(!submission.followsLinks, "no link is followed")
    }
    for problem in manifest.problems {
      require(!problem.reason.description.isEmpty, "a problem says what is wrong")
    }
    let text = written(Array(manifest.submissions))
    // A mark that follows a quote or a comma makes another character of it to the reader of CSV.
    let parts: Set<Character> = ["\"", ",", "\n"]
    guard
      text.count(where: parts.contains)
        == text.unicodeScalars.count(where: { parts.contains(Character($0)) })
    else { return }
    let again = try read(Array(text.utf8))
    require(
      again.map { Array($0.submissions) } == Array(manifest.submissions),
      "what is written out is read as it was")
    require(again?.problems.isEmpty == true, "what is written out has no problem")
  }

  private static let folder = "/in"

  private static func read(_ bytes: [UInt8]) throws -> Manifest? {
    let file = try ScratchFolder.file("manifest.csv", bytes)
    do throws(Manifest.Failure) {
      return try Manifest(file: file, folder: folder)
    } catch {
      require(!error.description.isEmpty, "an error says what is wrong")
      return nil
    }
  }

  private static func written(_ submissions: [Submission]) -> String {
    submissions.reduce(into: "front,back,account,amount,email,memo,key\n") { text, submission in
      let statement = submission.statement
      let values = [
        name(submission.front), submission.back.map(name), statement.account,
        statement.amount.description, statement.email, statement.memo, submission.key,
      ]
      text += values.map { quoted($0 ?? "") }.joined(separator: ",") + "\n"
    }
  }

  private static func name(_ image: SubmittedImage) -> String {
    String(decoding: image.description.utf8.dropFirst(folder.utf8.count + 1), as: UTF8.self)
  }

  private static func quoted(_ value: String) -> String {
    "\"" + value.replacing("\"", with: "\"\"") + "\""
  }
}
