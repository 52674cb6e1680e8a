import ArgumentParser
import CheckPipeline
import Foundation

/// The policy that holds.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The policy, a JSON file. (default: policy.json in the data folder, else one for "
        + "demonstrations)", valueName: "file"), completion: .file(extensions: ["json"]))
  var policy: String?

  func load(_ folder: DataFolder) throws -> BankPolicy {
    try policy.map { try BankPolicy(file: $0) } ?? Self.standard(folder)
  }

  /// The policy for letters, and says so where it is no bank's own.
  func loadForLetter(_ folder: DataFolder) throws -> LetterPolicy {
    if policy == nil, !FileManager.default.fileExists(atPath: folder.policy) {
      Console.note(
        "no \(folder.policy): a test between two made-up banks; 'checkctl policy show' prints a "
          + "policy to begin with")
    }
    return try load(folder).letters
  }

  /// The policy of a data folder.
  static func standard(_ folder: DataFolder) throws -> BankPolicy {
    // Else a policy that this user may not read would pass for none.
    do {
      try folder.requirePermission()
    } catch {
      throw CommandFailure("\(error) with --data")
    }
    return FileManager.default.fileExists(atPath: folder.policy)
      ? try BankPolicy(file: folder.policy) : BankPolicy()
  }
}

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Look at what the bank decides by, and check a file of it.",
    discussion: """
      Example: begin with the policy for demonstrations, and set a bank's own.

        checkctl policy show > mine.json
        checkctl policy check mine.json

      What holds is the file policy.json in the data folder: copy yours there once it can be used.
      """,
    subcommands: [Show.self, Check.self, Schema.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the policy that holds, as a file.",
      discussion: """
        Example:

          checkctl policy show > mine.json
        """)

    @OptionGroup var data: DataOptions

    func run() throws {
      let policy = try PolicyOptions.standard(data.folder)
      try Console.out(policy.json)
      Console.note("version \(policy.version)")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say all that is wrong with a policy file.",
      discussion: """
        Example:

          checkctl policy check mine.json

        Exit codes: 0 it can be used; 1 it cannot, and why.
        """)

    @Argument(help: "The file.", completion: .file(extensions: ["json"]))
    var file: String

    func run() throws {
      let policy = try BankPolicy(file: file)
      try Console.out("\(file) can be used: version \(policy.version)")
    }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the JSON Schema of a policy file, for editors.",
      discussion: """
        Example:

          checkctl policy schema > policy.schema.json
        """)

    func run() throws { try Console.out(try BankPolicy.schema) }
  }
}
