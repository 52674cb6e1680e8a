import Foundation

/// A folder that a command writes files to, each by the rules of ``OutputFile``.
struct OutputFolder {
  private let path: String
  private let replaces: Bool
  private let inputs: InputFiles
  private let mode: mode_t

  /// Takes a folder, and makes it where it is missing.
  ///
  /// - Throws: ``CommandFailure``.
  init(
    _ path: String, replaces: Bool, inputs: InputFiles = InputFiles(), mode: mode_t = 0o666
  ) throws(CommandFailure) {
    if let problem = inputs.folderProblem(path) {
      throw CommandFailure("\(path) \(problem): name another folder")
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure("cannot make the folder \(path): name one in a writable folder")
    }
    self.path = path
    self.replaces = replaces
    self.inputs = inputs
    self.mode = mode
  }

  /// A file of the folder.
  ///
  /// One of many: a sync for each would take longer than all else that is done for it.
  ///
  /// - Throws: ``CommandFailure`` when it may not be written.
  func file(_ name: String) throws(CommandFailure) -> OutputFile {
    try OutputFile("\(path)/\(name)", replaces: replaces, inputs: inputs, mode: mode, syncs: false)
  }

  /// Writes a file of the folder.
  ///
  /// - Throws: ``CommandFailure``.
  func write(_ bytes: [UInt8], as name: String) throws(CommandFailure) {
    try file(name).write(bytes)
  }
}
