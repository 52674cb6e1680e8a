import CheckImaging
import Hashing
import ImageCodecs
import MICR

/// Reads the E-13B line of a check, and turns the copies of a check that lay on its side
/// or upside down.
///
/// Only the line tells which way up a check is, so the image action makes its copies as the picture
/// lay, and those of the few that did not lie right are made again here.
public struct MICRAction: Action {
  /// The picture to read.
  public struct Request: Codable, Sendable, Hashable {
    /// The submitted images, from which the normalised pictures can always be made again.
    public var sides: SubmittedSides
    /// The normalised front in the host's cache, where it has one.
    public var cached: NormalisedPicture?

    /// Makes a request from its parts.
    public init(_ sides: SubmittedSides, cached: NormalisedPicture? = nil) {
      self.sides = sides
      self.cached = cached
    }
  }

  /// What was read.
  public struct Response: Codable, Sendable, Hashable {
    /// The line and how it was seen, on the front as it lay.
    public var reading: MICRReading
    /// The pictures for archive and bank the right way up, of each side that there is, in the
    /// scratch folder; empty where those of the image action are so already.
    public var archive: [ArchiveImage]

    /// Makes a response from its parts.
    public init(_ reading: MICRReading, archive: [ArchiveImage] = []) {
      self.reading = reading
      self.archive = archive
    }
  }

  /// The action's name.
  public static let name = ActionName.micr

  private let environment: ActionEnvironment
  private let reader: MICRReader
  private var turned = 0

  /// Prepares the E-13B templates.
  public init(environment: ActionEnvironment) throws(ActionFailure) {
    self.environment = environment
    reader = MICRReader()
  }

  /// Reads the cached picture, or the original where the cache does not hold it.
  public mutating func invoke(
    _ request: Request, log: inout ActivationLog
  ) throws(ActionFailure) -> Response {
    let front = try front(request, log: &log)
    let reading = reader.read(front)
    log.write("\(reading.status.rawValue), \(reading.characters.count) characters")
    guard reading.tellsToTurn else { return Response(reading) }
    turned += 1
    let turns = reading.quarterTurns
    let upright = front.rotated(quarterTurns: -turns)
    // One sheet between two cameras: what turns one side's picture turns the other's, a quarter of a
    // turn to the right being one to the left from behind.
    let rear = try rear(of: request.sides)?.rotated(quarterTurns: turns)
    let archive = try ArchiveWriter(path: "\(environment.scratchFolder)/turned-\(turned)")
      .write(front: GrayScales(upright), rear: rear.map(GrayScales.init))
    log.write(
      "turned by \(90 * turns) degrees, \(archive.count) pictures for archive and bank turned back")
    return Response(reading, archive: archive)
  }

  private func front(
    _ request: Request, log: inout ActivationLog
  ) throws(ActionFailure) -> GrayImage {
    if let picture = request.cached?.load() { return picture }
    log.write("picture made again from the original")
    return try normalised(request.sides.frontSource)
  }

  private func rear(of sides: SubmittedSides) throws(ActionFailure) -> GrayImage? {
    var pages = 1
    if sides.back == nil {
      let limits = environment.limits
      pages = try decoded(sides.frontSource) { bytes throws(ImageCodecError) in
        try ImageDecoder.inspect(bytes, limits: limits).pages
      }
    }
    return try sides.rearSource(frontPages: pages)
      .map { (source) throws(ActionFailure) in try normalised(source) }
  }

  private func normalised(_ source: SideSource) throws(ActionFailure) -> GrayImage {
    let limits = environment.limits
    return try decoded(source) { bytes throws(ImageCodecError) in
      try Normaliser.normalise(bytes, page: source.page, limits: limits)
    }
  }

  private func decoded<Value>(
    _ source: SideSource, _ decode: ([UInt8]) throws(ImageCodecError) -> Value
  ) throws(ActionFailure) -> Value {
    let bytes = try source.read(environment.limits)
    do {
      return try decode(bytes.get())
    } catch {
      // The image action decoded these very bytes; what fails now is the store, not the input.
      throw .unreadable(file: source.image.locator.path, reason: "\(error)")
    }
  }
}
