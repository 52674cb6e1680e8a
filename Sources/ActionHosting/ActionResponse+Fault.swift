import CheckActions
import ImageCodecs
import MICR

/// What a host does not take from a container, which may have been taken over by the picture that
/// it looked at: sizes that its own sums would overflow on, and files that are not the container's.
///
/// What a picture shows cannot be checked here, nor what the line says: the container decides that.
extension ActionResponse {
  /// What is impossible about the response, or `nil`.
  func fault(in environment: ActionEnvironment) -> String? {
    switch self {
    case .intake(let response):
      return [response.front, response.back].lazy.compactMap { $0?.fault }.first
    case .image(let response):
      let picture = response.picture.flatMap { picture in
        Self.fault(of: picture.file, picture.width, picture.height, environment)
      }
      return picture ?? Self.fault(of: response.archive, environment)
    case .micr(let response):
      return response.reading.fault ?? Self.fault(of: response.archive, environment)
    case .deposit, .notify, .demo:
      return nil
    }
  }

  private static func fault(
    of archive: [ArchiveImage], _ environment: ActionEnvironment
  ) -> String? {
    guard archive.count <= 2 * ArchiveImage.Kind.allCases.count else {
      return "it made \(archive.count) pictures"
    }
    guard archive.allSatisfy({ (0...environment.limits.maxPixels).contains($0.bytes) }) else {
      return "it told an impossible size of a file"
    }
    return archive.lazy
      .compactMap { Self.fault(of: $0.file, $0.width, $0.height, environment) }.first
  }

  private static func fault(
    of file: String, _ width: Int, _ height: Int, _ environment: ActionEnvironment
  ) -> String? {
    let folder = environment.scratchFolder + "/"
    guard file.hasPrefix(folder), !file.dropFirst(folder.count).contains("/") else {
      return "it named a file outside its scratch folder"
    }
    guard isPlausible(width, height) else {
      return "it told an impossible size of a picture"
    }
    return nil
  }

  /// Small enough that a product of two sides, and of that with some bytes, overflows nothing.
  fileprivate static func isPlausible(_ width: Int, _ height: Int) -> Bool {
    (1...mostPixels).contains(width) && (1...mostPixels).contains(height)
  }

  fileprivate static let mostPixels = 1 << 24
}

extension ImageInfo {
  fileprivate var fault: String? {
    let isPlausible =
      ActionResponse.isPlausible(width, height) && (0...64).contains(channels)
      && (0...64).contains(bitDepth) && (0...(1 << 24)).contains(pages)
    return isPlausible ? nil : "it told an impossible size of a picture"
  }
}

extension MICRReading {
  fileprivate var fault: String? {
    let places = -ActionResponse.mostPixels...ActionResponse.mostPixels
    guard characters.count <= Self.mostCharacters, line.utf8.count <= 2 * Self.mostCharacters,
      reasons.count <= Self.mostCharacters
    else { return "it read more characters than a line has" }
    let known = Set("0123456789ABCD ")
    guard line.allSatisfy(known.contains),
      characters.allSatisfy({ $0.character.count == 1 && $0.character.allSatisfy(known.contains) })
    else { return "it read characters that E-13B does not have" }
    let areBoxesPlausible = characters.allSatisfy { character in
      let box = character.box
      return [box.x, box.y, box.width, box.height].allSatisfy(places.contains)
    }
    return areBoxesPlausible ? nil : "it saw a character outside of any picture"
  }

  /// Several times what a line has room for.
  private static let mostCharacters = 400
}
