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
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw PipelineError.unreadableFile(
        folder, reason: "it is not a folder that can be listed; name one with check pictures")
    }
    submissions = PlannedSubmissions(folder: folder)
    problems = []
    var listed: Set<String> = []
    if names.contains(Self.manifestName) {
      let manifest = try Manifest(file: "\(folder)/\(Self.manifestName)", folder: folder)
      submissions = manifest.submissions
      problems = manifest.problems
      listed = manifest.files
    }
    for name in names
    where PictureName.isPicture(name) && !listed.contains(name) && !name.hasPrefix(".") {
      do throws(IngestProblem.Reason) {
        submissions.append(front: name, statement: try PictureName.statement(of: name))
      } catch {
        problems.append(IngestProblem(file: name, reason: error))
      }
    }
  }
}
