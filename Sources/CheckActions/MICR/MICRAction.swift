import CheckImaging
import Crypto
import ImageCodecs
import MICR

/// Reads the E-13B line of a check.
public struct MICRAction: Action {
  /// The picture to read.
  public struct Request: Codable, Sendable, Hashable {
    /// The submitted front, from which the normalised picture can always be made again.
    public var original: String
    /// The SHA-256 of the original, in hexadecimal, where it is known.
    public var originalChecksum: String?
    /// The normalised picture in the host's cache, where it has one.
    public var cached: NormalisedPicture?

    /// Makes a request from its parts.
    public init(
      original: String, originalChecksum: String? = nil, cached: NormalisedPicture? = nil
    ) {
      self.original = original
      self.originalChecksum = originalChecksum
      self.cached = cached
    }
  }

  /// What was read.
  public typealias Response = MICRReading

  /// The action's name.
  public static let name = ActionName.micr

  private let limits: ImageLimits
  private let reader: MICRReader

  /// Prepares the E-13B templates.
  public init(environment: ActionEnvironment) throws(ActionFailure) {
    limits = environment.limits
    reader = MICRReader()
  }

  /// Reads the cached picture, or the original where the cache does not hold it.
  public mutating func invoke(
    _ request: Request, log: inout ActivationLog
  ) throws(ActionFailure) -> MICRReading {
    let reading = reader.read(try picture(request, log: &log))
    log.write("\(reading.status.rawValue), \(reading.characters.count) characters")
    return reading
  }

  private func picture(
    _ request: Request, log: inout ActivationLog
  ) throws(ActionFailure) -> GrayImage {
    if let picture = request.cached?.load() { return picture }
    log.write("picture made again from the original")
    let file = SubmittedFile(path: request.original, checksum: request.originalChecksum)
    let bytes = try file.read(limits)
    do {
      return try Normaliser.normalise(bytes.get(), limits: limits)
    } catch {
      // The image action decoded these very bytes; what fails now is the store, not the input.
      throw .unreadable(file: request.original, reason: "\(error)")
    }
  }
}
