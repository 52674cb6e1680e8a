import CheckActions
import Foundation

/// What there is to deposit in a folder.
public struct IngestPlan: Sendable {
  /// What is to be submitted, in order: the manifest's lines, then the other pictures by name.
  public private(set) var submissions: PlannedSubmissions
  /// The files and lines that cannot be submitted.
  public private(set) var problems: [IngestProblem]

  /// The name of the file that lists deposits.
  public static let manifestName = "manifest.csv"

  /// Looks through a folder.
  ///
  /// Other files than pictures and the manifest are passed over.
  ///
  /// - Throws: ``PipelineError/unreadableFile(_:reason:)`` or ``Manifest/Failure``.
  public init(folder: String) throws {
    guard let listing = FolderNames(of: folder) else {
      throw PipelineError.unreadableFile(
        folder, reason: "it is not a folder that can be listed; name one with check pictures")
    }
    submissions = PlannedSubmissions(folder: folder)
    problems = []
    // By their bytes: text with an accent may be written in two ways, and is two files then.
    var listed: Set<[UInt8]> = []
    if listing.names.contains(Self.manifestName) {
      let manifest = try Manifest(file: "\(folder)/\(Self.manifestName)", folder: folder)
      submissions = manifest.submissions
      problems = manifest.problems
      listed = Set(manifest.files.map { Array($0.utf8) })
    }
    for name in listing.names
    where PictureName.isPicture(name) && !listed.contains(Array(name.utf8)) && !isHidden(name) {
      do throws(IngestProblem.Reason) {
        submissions.append(front: name, statement: try PictureName.statement(of: name))
      } catch {
        problems.append(IngestProblem(file: name, reason: error))
      }
    }
    for name in listing.withoutText where PictureName.isPicture(name) && !isHidden(name) {
      problems.append(IngestProblem(file: name, reason: .nameIsNoText))
    }
  }
}

private func isHidden(_ name: String) -> Bool { name.utf8.first == UInt8(ascii: ".") }
