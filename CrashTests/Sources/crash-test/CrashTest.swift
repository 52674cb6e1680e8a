import ArgumentParser

@main struct CrashTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crash-test",
    abstract: "Kills checkctl at every point where it changes the disk, and judges what is left.",
    discussion: """
      Each run begins with an empty data folder, disturbs an ingest of six checks at one call that \
      changes what is on the disk, lets the next ingest finish, and then looks at the store, the \
      ledger, the images and the mails from outside.
      """,
    subcommands: [
      SweepCommand.self, ControlCommand.self, PowerCommand.self, ScenarioCommand.self,
      CommandsCommand.self,
    ],
    defaultSubcommand: SweepCommand.self)
}

struct SceneOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The program under test.", valueName: "file"))
  var checkctl: String

  @Option(help: ArgumentHelp("The library that is loaded into it.", valueName: "file"))
  var interposer: String

  @Option(help: ArgumentHelp("The folder with the sample checks.", valueName: "folder"))
  var samples = "samples"

  @Option(help: ArgumentHelp("Where the runs have their folders.", valueName: "folder"))
  var scratch: String

  @Option(help: "How many runs go on at a time.")
  var jobs = 2

  @Flag(help: "Keep the folders of runs that violate something.")
  var keep = false

  @Option(
    help: ArgumentHelp(
      "Where the program runs its actions: inline, so that the library sees what they do, or "
        + "process.", valueName: "inline|process"))
  var isolation = "inline"

  func scene(keepsAll: Bool = false) throws -> Scene {
    try Scene(
      program: checkctl, interposer: interposer, samples: samples, scratch: scratch,
      isolation: isolation, keeping: keepsAll ? .all : keep ? .violating : .none)
  }

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1") }
  }
}
