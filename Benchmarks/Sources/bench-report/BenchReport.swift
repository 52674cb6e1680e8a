import ActionHosting
import BenchmarkOutput
import CheckPipeline
import Foundation

/// Prints what the pipeline does in a second and in a megabyte, each figure beside a baseline that
/// is measured in the same run.
///
///     bench-report SCRATCH-FOLDER [SECTION ...]
@main
enum BenchReport {
  private enum Section: String, CaseIterable {
    case actions, containers, stages, store, queue, ingest, deposit, memory, many, letters
    case quality, tesseract

    func report(in scratch: ScratchFolder) async throws {
      switch self {
      case .actions: try await ActionSection.report(in: scratch)
      case .containers: try await ContainersSection.report(in: scratch)
      case .stages: try await StagesSection.report(in: scratch)
      case .store: try await StoreSection.report(in: scratch)
      case .queue: try await QueueSection.report(in: scratch)
      case .ingest: try await IngestSection.report(in: scratch)
      case .deposit: try await DepositSection.report(in: scratch)
      case .memory: try await MemorySection.report(in: scratch)
      case .many: try await ManySection.report(in: scratch)
      case .letters: try LettersSection.report(in: scratch)
      case .quality: QualitySection.report()
      case .tesseract: try TesseractSection.report(in: scratch)
      }
    }
  }

  static func main() async {
    ProcessMemory.keepFreedPictures()
    let arguments = CommandLine.arguments.dropFirst()
    // Before the first thread.
    if arguments == [ActionHost.argument] { ActionHost.run() }
    do {
      if arguments.first == IngestChild.command, arguments.count == 3 {
        return try await IngestChild.tell(folder: arguments[2], data: arguments[3])
      }
      if arguments.first == LetterChild.command, arguments.count == 4 {
        return try LetterChild.tell(arguments[2], arguments[3], arguments[4])
      }
      let named = arguments.dropFirst().map(Section.init)
      guard let parent = arguments.first, !named.contains(nil) else {
        fail(
          "give a folder on a real disk, then any of "
            + Section.allCases.map(\.rawValue).joined(separator: ", "))
      }
      try await run(named.isEmpty ? Section.allCases : named.compactMap { $0 }, in: parent)
    } catch {
      fail("\(error)")
    }
  }

  private static func run(_ sections: [Section], in parent: String) async throws {
    let scratch = try ScratchFolder(in: parent)
    defer { scratch.remove() }
    say("\(Cores.count) cores; the machine's load was \(load) when this began")
    for section in sections {
      try await scratch.within { try await section.report(in: $0) }
    }
  }

  /// Figures of a machine that does other work besides are of little use.
  private static var load: String {
    var averages = [0.0]
    return getloadavg(&averages, 1) == 1 ? averages[0].rounded(toDigits: 2) : "unknown"
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("bench-report: \(message)\n".utf8))
    exit(1)
  }
}
