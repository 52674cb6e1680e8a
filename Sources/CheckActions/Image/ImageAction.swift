import CheckImaging
import ImageCodecs

/// Makes the normalised picture and measures it, and makes the copies for archive and bank.
public struct ImageAction: Action {
  /// The submitted images.
  public typealias Request = SubmittedSides

  /// The normalised picture of the front, or why there is none, and how good the pictures are.
  public struct Response: Codable, Sendable, Hashable {
    /// The normalised front, in the scratch folder; `nil` when it cannot be decoded.
    public var picture: NormalisedPicture?
    /// The figures of the front's quality.
    public var quality: QualityFigures?
    /// The figures of the rear side's, where there is one.
    public var rearQuality: QualityFigures?
    /// The pictures for archive and bank, of each side that there is, in the scratch folder.
    public var archive: [ArchiveImage] = []
    /// Why the check cannot go on; empty when it can.
    public var findings: [Finding]
  }

  /// The action's name.
  public static let name = ActionName.image

  private let environment: ActionEnvironment
  private var pictures = 0

  /// Keeps nothing but the environment.
  public init(environment: ActionEnvironment) throws(ActionFailure) {
    self.environment = environment
  }

  /// Decodes each side, and writes the normalised front and the pictures for archive and bank.
  public mutating func invoke(
    _ request: Request, log: inout ActivationLog
  ) throws(ActionFailure) -> Response {
    var response = Response(picture: nil, quality: nil, findings: [])
    let front = try decode(request.frontSource, &response.findings)
    let rear = try request.rearSource(frontPages: front?.pages ?? 1)
      .flatMap { (source) throws(ActionFailure) in try decode(source, &response.findings) }
    guard let front, response.findings.isEmpty else {
      log.write("not taken: \(response.findings.map(\.reason.rawValue).joined(separator: ", "))")
      return response
    }
    let frontScales = GrayScales(front.picture)
    let quality = QualityFigures(measuring: frontScales)
    response.quality = quality
    guard !quality.isBlank else {
      response.findings.append(
        Finding(.blank, "The front shows nothing: see that the check lay the right way."))
      return response
    }
    pictures += 1
    let path = "\(environment.scratchFolder)/picture-\(pictures)"
    let rearScales = rear.map { GrayScales($0.picture) }
    response.archive = try ArchiveWriter(path: path).write(front: frontScales, rear: rearScales)
    response.rearQuality = rearScales.map { QualityFigures(of: $0, behind: front.picture) }
    response.noteBytes()
    response.picture = try NormalisedPicture(writing: front.picture, to: "\(path).gray")
    log.write(
      "\(front.picture.width) x \(front.picture.height) pixels normalised, "
        + "\(response.archive.count) pictures for archive and bank")
    return response
  }

  private struct DecodedSide {
    var picture: GrayImage
    /// How many pages its file has.
    var pages: Int
  }

  private func decode(
    _ source: SideSource, _ findings: inout [Finding]
  ) throws(ActionFailure) -> DecodedSide? {
    let limits = environment.limits
    let bytes = try source.read(limits)
    do throws(ImageCodecError) {
      let bytes = try bytes.get()
      return DecodedSide(
        picture: try Normaliser.normalise(bytes, page: source.page, limits: limits),
        pages: try ImageDecoder.inspect(bytes, limits: limits).pages)
    } catch {
      findings.append(Finding(pictureError: error, side: source.side))
      return nil
    }
  }
}

extension QualityFigures {
  /// The figures of a rear side, with how far its size is from the front's.
  fileprivate init(of rear: GrayScales, behind front: GrayImage) {
    self.init(measuring: rear)
    let rear = rear.full
    func difference(_ side: Int, _ other: Int) -> Double {
      abs(Double(side) / Double(other) - 1)
    }
    self[.mismatch] = max(
      difference(rear.width, front.width), difference(rear.height, front.height))
  }
}

extension ImageAction.Response {
  /// Adds the sizes of the pictures for the bank to the figures.
  fileprivate mutating func noteBytes() {
    for image in archive where image.kind == .bitonal {
      switch image.side {
      case .front: quality?[.bytes] = Double(image.bytes)
      case .back: rearQuality?[.bytes] = Double(image.bytes)
      }
    }
  }
}

extension ImageAction.Response {
  /// Reads a stored response; an early one says nothing of the archive.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    picture = try values.decodeIfPresent(NormalisedPicture.self, forKey: .picture)
    quality = try values.decodeIfPresent(QualityFigures.self, forKey: .quality)
    rearQuality = try values.decodeIfPresent(QualityFigures.self, forKey: .rearQuality)
    archive = try values.decodeIfPresent([ArchiveImage].self, forKey: .archive) ?? []
    findings = try values.decode([Finding].self, forKey: .findings)
  }
}
