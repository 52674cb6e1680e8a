import ActionHosting
import ArgumentParser
import CheckPipeline
import Foundation

@main
struct Checkctl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkctl",
    abstract: "Turns pictures of bank checks into deposits.",
    discussion: """
      Example: deposit one check, then see where it stands.

        checkctl deposit front.png --account 12345678 --amount 19.99
        checkctl list

      Data folder: --data, else CHECKCTL_DATA, else $XDG_DATA_HOME/check-deposit, else
      ~/.local/share/check-deposit.

      Exit codes: 0 done; 1 the command failed; 3 something needs a person (in review, failed, or \
      not submitted); 4 the check was rejected; 5 findings in a letter; 6 a letter is unreadable; \
      64 wrong arguments; 130 interrupted.

      Completions: checkctl --generate-completion-script bash|zsh|fish
      """,
    version: "0.1.0",
    subcommands: [
      DepositCommand.self, IngestCommand.self, ReadCommand.self, ListCommand.self,
      ShowCommand.self, HistoryCommand.self, CancelCommand.self, ReviewCommand.self,
      LetterCommand.self, ReturnsCommand.self, QueueCommand.self, ActivationsCommand.self,
      AccountsCommand.self, HoldsCommand.self, LedgerCommand.self, ReportCommand.self,
      NoticesCommand.self, WorkerCommand.self, ReferenceCommand.self, FormatsCommand.self,
      PolicyCommand.self,
      PurgeCommand.self, BackupCommand.self, RestoreCommand.self,
      SampleCommand.self, QualityCommand.self,
      SimulateCommand.self, DemoCommand.self,
    ])

  static func main() async {
    ProcessMemory.keepFreedPictures()
    // Before anything else: a container's sandbox has to be there before its first thread.
    if CommandLine.arguments.dropFirst() == [ActionHost.argument] { ActionHost.run() }
    do {
      var command = try await asyncParseAsRoot(nil)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      await OpenPipelines.close()
      Exit.end(with: error)
    }
    await OpenPipelines.close()
  }
}
