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
      return Self.fault(of: response.findings)
        ?? [response.front, response.back].lazy.compactMap { $0?.fault }.first
    case .image(let response):
      let picture = response.picture.flatMap { picture in
        Self.fault(of: picture.locator, picture.width, picture.height, environment)
      }
      let figures = [response.quality, response.rearQuality].compactMap { $0?.values.values }
      guard figures.joined().allSatisfy((0...1e9).contains) else {
        return "it measured what no picture has"
      }
      return picture ?? Self.fault(of: response.findings)
        ?? Self.fault(of: response.archive, environment)
    case .micr(let response):
      return response.reading.fault ?? Self.fault(of: response.archive, environment)
    case .deposit(let response):
      return Self.fault(of: response.findings)
    case .notify, .demo:
      return nil
    }
  }

  /// What is impossible about the response to a request, or `nil`.
  func fault(to request: ActionRequest, in environment: ActionEnvironment) -> String? {
    switch (request, self) {
    case (.deposit(let request), .deposit(let response)):
      guard response.directoryVersion == request.directory.version,
        response.identity == ItemIdentity(request.fields)
      else { return "it decided about another check" }
    case (.notify(let request), .notify(.mail(let mail))):
      guard mail.to.description == request.statement.email, mail.from == environment.sender,
        mail.date == request.event.at
      else { return "it wrote a mail that was not asked for" }
    default:
      guard request.action == action else {
        return "it answered for the action \(action.rawValue)"
      }
    }
    return fault(in: environment)
  }

  private static func fault(of findings: [Finding]) -> String? {
    let areShort = findings.allSatisfy { $0.detail.utf8.count <= 2000 }
    return findings.count <= 32 && areShort ? nil : "it gave more reasons than there are"
  }

  private static func fault(
    of archive: [ArchiveImage], _ environment: ActionEnvironment
  ) -> String? {
    guard archive.count <= 2 * ArchiveImage.Kind.allCases.count else {
      return "it made \(archive.count) pictures"
    }
    let arePlausible = archive.allSatisfy { image in
      (0...environment.limits.maxPixels).contains(image.bytes)
        && (1...10_000).contains(image.dpi ?? 1)
    }
    guard arePlausible else { return "it told an impossible size of a file" }
    return archive.lazy
      .compactMap { Self.fault(of: $0.reference.locator, $0.width, $0.height, environment) }.first
  }

  private static func fault(
    of locator: ImageLocator?, _ width: Int, _ height: Int, _ environment: ActionEnvironment
  ) -> String? {
    guard let file = locator?.path else { return "it made a picture and named no place of it" }
    // By bytes: a slash with an accent upon it is another character, and parts a path all the same.
    let folder = Array("\(environment.scratchFolder)/".utf8)
    let name = file.utf8.dropFirst(folder.count)
    guard file.utf8.starts(with: folder), !name.isEmpty, !name.starts(with: ".".utf8),
      !name.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 })
    else { return "it named a file outside its scratch folder" }
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
  private static func isPlausible(_ doubt: Doubt) -> Bool {
    switch doubt {
    case .characters(let found, let count):
      found.count <= mostCharacters && count <= mostCharacters
        && found.allSatisfy { found in
          (1...mostCharacters).contains(found.position) && isOneKnown(found.read ?? " ")
            && isOneKnown(found.rival ?? " ")
        }
    case .tooClose(let positions):
      positions.count <= mostCharacters && positions.allSatisfy((1...mostCharacters).contains)
    case .fewCharacters(let count): (0...mostCharacters).contains(count)
    case .stated(let sentence): sentence.utf8.count <= 2000
    default: true
    }
  }

  fileprivate var fault: String? {
    let places = -ActionResponse.mostPixels...ActionResponse.mostPixels
    guard characters.count <= Self.mostCharacters, line.utf8.count <= 2 * Self.mostCharacters,
      doubts.count <= Self.mostCharacters
    else { return "it read more characters than a line has" }
    guard fields == (status == .noLine ? nil : MICRFields(parsing: line)) else {
      return "its fields are not those of its line"
    }
    guard doubts.allSatisfy(Self.isPlausible),
      characters.allSatisfy({ (0...1).contains($0.confidence) })
    else { return "it said more of a character than there is" }
    guard line.utf8.allSatisfy(Self.isOfLine),
      characters.allSatisfy({ character in
        Self.isOneKnown(character.character) && Self.isOneKnown(character.secondBest ?? " ")
      })
    else { return "it read characters that E-13B does not have" }
    let areBoxesPlausible = characters.allSatisfy { character in
      let box = character.box
      return [box.x, box.y, box.width, box.height].allSatisfy(places.contains)
    }
    return areBoxesPlausible ? nil : "it saw a character outside of any picture"
  }

  private static func isOneKnown(_ text: String) -> Bool {
    text.utf8.count == 1 && text.utf8.allSatisfy(isOfLine)
  }

  /// Several times what a line has room for.
  private static let mostCharacters = 400
}
