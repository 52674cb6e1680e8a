import ArgumentParser

struct LetterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "letter",
    abstract: "Look into cash letters, the files in which checks go to a bank.",
    discussion: """
      Example:

        checkctl letter verify deposit.x937
      """,
    subcommands: [Verify.self, Extract.self, Layout.self])
}
