import ArgumentParser
import CheckActions
import CheckPipeline
import Foundation
import MICR

struct ReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Look after the routing directory, which says what banks there are.",
    discussion: """
      Example:

        checkctl reference import FedACHdir.txt
        checkctl reference lookup 011901237
      """,
    subcommands: [Import.self, List.self, Restore.self, Lookup.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring in a routing directory; checks are decided with it from now on.",
      discussion: """
        Example:

          checkctl reference import FedACHdir.txt

        The file is the FedACH directory's text: 155 characters a line, at most 64 MiB. It is taken \
        as a whole or not at all; damaged lines are named. Nothing has to be started again. Checks \
        that are in review stay there: 'review retry --reason routing-unknown' settles them anew. A \
        file with fewer than half of the records of the imported one that holds is refused, as a \
        download that was cut off, unless --allow-fewer is given.
        """)

    @Argument(help: "The file with the directory.", completion: .file())
    var file: String

    @Flag(help: "Take the file also when it has fewer than half of the records that hold.")
    var allowFewer = false

    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let receipt = try await data.open().importDirectory(
        file: file, by: actor.actor, allowsFewer: allowFewer)
      try output.print(ReceiptView(receipt), text: ReceiptView(receipt).text)
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the versions of the routing directory; the last one holds.",
      discussion: """
        Example:

          checkctl reference list --format json
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let directories = try await data.openExisting().directories()
      let current = directories.last?.version
      let views = directories.map { DirectoryView($0, isCurrent: $0.version == current) }
      try output.print(views, text: DirectoryView.table(views))
    }
  }

  struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring back an earlier version's content, as a new version.",
      discussion: """
        Example:

          checkctl reference restore 2
        """)

    @Argument(help: "The version whose content is to hold again.")
    var version: Int

    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let receipt = try await data.openExisting().restoreDirectory(version, by: actor.actor)
      try output.print(ReceiptView(receipt), text: ReceiptView(receipt).text)
    }
  }

  struct Lookup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the institution of a routing number.",
      discussion: """
        Example:

          checkctl reference lookup 011901237
        """)

    @Argument(help: "The nine digits.")
    var number: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard number.utf8.count == 9, number.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw ValidationError("a routing number has nine digits, and '\(number.printable)' has not")
      }
    }

    func run() async throws {
      guard let found = try await data.openExisting().institution(number) else {
        throw CommandFailure(missing)
      }
      let view = InstitutionView(found)
      try output.print(view, text: view.text)
    }

    private var missing: String {
      if RoutingNumber.isWellFormed(number) {
        return
          "\(number) is not in the routing directory: see 'checkctl reference list', and bring "
          + "in a newer one with 'checkctl reference import'"
      }
      let digit = RoutingNumber.checkDigit(of: number.utf8.dropLast().map { Int($0) - 48 })
      return RoutingNumber.isWellFormed("\(number.dropLast())\(digit)")
        ? "\(number) has a wrong check digit (\(digit) would be right): compare it with the check"
        : "\(number) begins with digits that no routing number has: compare it with the check"
    }
  }
}

/// A version of the directory, as it is printed.
private struct DirectoryView: Encodable {
  var version: Int
  var current: Bool
  var importedAt: Date?
  var by: String
  var source: String
  var records: Int
  var sha256: String
  var restoredFrom: Int?

  init(_ directory: RoutingDirectoryVersion, isCurrent: Bool) {
    version = directory.version
    current = isCurrent
    importedAt = directory.importedAt
    by = directory.actor
    source = directory.source
    records = directory.records
    sha256 = directory.checksum
    restoredFrom = directory.restoredFrom
  }

  static func table(_ views: [DirectoryView]) -> String {
    var table = Table(">VERSION", "HOLDS", "IMPORTED", "BY", ">RECORDS", "SOURCE")
    for view in views {
      table.add(
        "\(view.version)", view.current ? "yes" : "no", view.importedAt?.text ?? "", view.by,
        "\(view.records)",
        view.source + (view.restoredFrom.map { " (version \($0) restored)" } ?? ""))
    }
    return table.text
  }
}

/// What an import or a restore led to, as it is printed.
private struct ReceiptView: Encodable {
  var directory: DirectoryView
  var unchanged: Bool
  var recordsBefore: Int

  init(_ receipt: RoutingDirectoryReceipt) {
    directory = DirectoryView(receipt.directory, isCurrent: true)
    unchanged = receipt.isUnchanged
    recordsBefore = receipt.recordsBefore
  }

  var text: String {
    unchanged
      ? "Version \(directory.version) has this very content and holds already; nothing was changed."
      : "Routing directory version \(directory.version) holds: \(directory.records) records, "
        + "was \(recordsBefore)."
  }

  func encode(to encoder: any Encoder) throws {
    try directory.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(unchanged, forKey: .unchanged)
    try container.encode(recordsBefore, forKey: .recordsBefore)
  }

  private enum Key: CodingKey { case unchanged, recordsBefore }
}

/// An institution, as it is printed.
private struct InstitutionView: Encodable {
  var routingNumber: String
  var name: String
  var city: String
  var state: String
  var recordType: String
  var newRoutingNumber: String?

  init(_ record: RoutingRecord) {
    routingNumber = record.routingNumber
    name = record.name
    city = record.city
    state = record.state
    recordType = record.text(.recordType)
    newRoutingNumber = record.newRoutingNumber
  }

  var text: String {
    var lines = ["\(routingNumber): \(name), \(city), \(state) (record type \(recordType))"]
    if let newRoutingNumber {
      lines.append("  It was replaced by \(newRoutingNumber); checks that bear it are still taken.")
    }
    return lines.map(\.printable).joined(separator: "\n")
  }
}
