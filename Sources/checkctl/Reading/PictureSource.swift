import CheckActions
import CheckImaging
import CheckPipeline
import Foundation
import ImageCodecs

/// Where a picture comes from.
enum PictureSource: Sendable {
  case file(String)
  case standardInput
  /// A folder that gives no pictures, and why.
  case none(folder: String, problem: String)

  var name: String {
    switch self {
    case .file(let name), .none(let name, _): name
    case .standardInput: StandardInput.name
    }
  }

  /// The pictures that arguments name, in their order: of a folder those in it, by name.
  static func all(_ arguments: [String]) -> [PictureSource] {
    arguments.flatMap { argument in
      if argument == StandardInput.name { return [PictureSource.standardInput] }
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

  /// The picture as the reader sees it.
  ///
  /// - Throws: What is wrong with it, in words; `CancellationError` when it was interrupted.
  func picture(isInterrupted: () -> Bool) throws -> GrayImage {
    let limits = ImageLimits.standard
    return try Normaliser.normalise(
      bytes(limit: limits.maxBytes, isInterrupted: isInterrupted), limits: limits)
  }

  /// The bytes of the picture's file, of which no more are read than are taken.
  ///
  /// - Throws: What is wrong with it, in words; `CancellationError` when it was interrupted.
  private func bytes(limit: Int, isInterrupted: () -> Bool) throws -> [UInt8] {
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
    var bytes: [UInt8] = []
    while true {
      let piece = try StandardInput.next("a picture", isInterrupted: isInterrupted)
      guard !piece.isEmpty else { break }
      bytes += piece
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
