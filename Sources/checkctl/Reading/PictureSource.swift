import CheckActions
import CheckPipeline
import Foundation
import ImageCodecs

/// Where a picture comes from.
enum PictureSource: Sendable {
  case file(String)
  case standardInput
  /// A folder that gives no pictures, and why.
  case none(folder: String, problem: String)

  /// The argument that stands for standard input.
  static let standardInputName = "-"

  var name: String {
    switch self {
    case .file(let name), .none(let name, _): name
    case .standardInput: Self.standardInputName
    }
  }

  /// The pictures that arguments name, in their order: of a folder those in it, by name.
  static func all(_ arguments: [String]) -> [PictureSource] {
    arguments.flatMap { argument in
      if argument == standardInputName { return [PictureSource.standardInput] }
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder)
      return isFolder.boolValue ? pictures(in: argument) : [.file(argument)]
    }
  }

  private static func pictures(in folder: String) -> [PictureSource] {
    guard let all = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return [
        .none(folder: folder, problem: "the folder cannot be listed; see that you may read it")
      ]
    }
    let names = all.filter { name in
      let ending = (name as NSString).pathExtension.lowercased()
      return PictureName.pictureEndings.contains(ending) && !name.hasPrefix(".")
    }
    guard !names.isEmpty else {
      let endings = PictureName.pictureEndings.sorted().joined(separator: ", ")
      return [
        .none(
          folder: folder,
          problem: "no file in the folder ends in \(endings); name the files themselves, or the "
            + "folder that they are in")
      ]
    }
    let path = folder.hasSuffix("/") ? folder : folder + "/"
    return names.sorted().map { .file(path + $0) }
  }

  /// The bytes of the picture's file, of which no more are read than are taken.
  ///
  /// - Throws: What is wrong with it, in words; `CancellationError` when it was interrupted.
  func bytes(limit: Int, isInterrupted: () -> Bool) throws -> [UInt8] {
    switch self {
    case .file(let file):
      return try PictureFile.bytes(file, limit: limit)
    case .standardInput:
      return try Self.standardInput(limit: limit, isInterrupted: isInterrupted)
    case .none(_, let problem):
      throw CommandFailure(problem)
    }
  }

  private static func standardInput(limit: Int, isInterrupted: () -> Bool) throws -> [UInt8] {
    guard isatty(STDIN_FILENO) == 0 else {
      throw CommandFailure("standard input is a terminal; pipe a picture into it, or name a file")
    }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // A writer may be slow, and Ctrl-C is not to wait for it.
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      if poll(&input, 1, 100) <= 0 {
        guard !isInterrupted() else { throw CancellationError() }
        continue
      }
      let got = read(STDIN_FILENO, &piece, piece.count)
      if got < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard got >= 0 else {
        throw CommandFailure(
          "standard input cannot be read: \(String(cString: strerror(errno))); name a file")
      }
      guard got > 0 else { break }
      bytes += piece[..<got]
      guard bytes.count <= limit else {
        throw CommandFailure(
          "there are more than the \(limit) bytes allowed; save the picture with fewer pixels or "
            + "stronger compression")
      }
    }
    guard !bytes.isEmpty else {
      throw CommandFailure("standard input is empty; see that what is piped into it went well")
    }
    return bytes
  }
}
