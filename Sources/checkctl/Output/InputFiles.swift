import CheckActions
import CheckPipeline
import Foundation

/// Files that a command reads or the pipeline keeps: no output takes their place.
struct InputFiles: Sendable {
  private let data: DataFolder
  private var files: Set<FileIdentity> = []
  private var folders: Set<FileIdentity> = []

  /// Takes the files and folders that a command reads; `-` is standard input.
  init(
    _ paths: [String] = [],
    data: DataFolder = .standard(environment: ProcessInfo.processInfo.environment)
  ) {
    self.data = data
    for path in paths {
      var status = stat()
      let isThere = path == StandardInput.name ? fstat(STDIN_FILENO, &status) : stat(path, &status)
      guard isThere == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: folders.insert(FileIdentity(status))
      case S_IFREG: files.insert(FileIdentity(status))
      default: break
      }
    }
  }

  /// Returns the reason why no output may be written at a path, in words that follow it, or `nil`.
  ///
  /// Compared by device and number, so that links and other spellings make no difference.
  func problem(_ path: String) -> String? {
    if let identity = FileIdentity(of: path), files.contains(identity) {
      return "is read by this command, and is never replaced"
    }
    var status = stat()
    if lstat(path, &status) == 0, let folder = FileIdentity(of: LocalFile.folder(of: path)),
      folders.contains(folder)
    {
      return "is in a folder that this command reads, and is never replaced"
    }
    return data.owns(path) ? belongsToData : nil
  }

  /// Returns the reason why no output may be written in a folder, in words that follow it, or `nil`.
  func folderProblem(_ folder: String) -> String? {
    data.owns("\(folder)/any") ? belongsToData : nil
  }

  private var belongsToData: String { "is for the pipeline's own data in \(data.path)" }

  /// `true` if a file that is open is one of those that are read.
  func contains(_ descriptor: Int32) -> Bool {
    FileIdentity(of: descriptor).map { files.contains($0) } ?? false
  }
}
