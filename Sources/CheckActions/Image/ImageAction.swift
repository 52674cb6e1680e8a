import CheckImaging
import ImageCodecs

/// Makes the normalised picture and measures it.
public struct ImageAction: Action {
  /// The submitted files.
  public typealias Request = SubmittedSides

  /// The normalised picture of the front, or why there is none.
  public struct Response: Codable, Sendable, Hashable {
    /// The normalised front, in the scratch folder; `nil` when it cannot be decoded.
    public var picture: NormalisedPicture?
    /// The figures of the front's quality.
    public var quality: QualityFigures?
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

  /// Decodes each side and writes the normalised front.
  public mutating func invoke(
    _ request: Request, log: inout ActivationLog
  ) throws(ActionFailure) -> Response {
    var response = Response(picture: nil, quality: nil, findings: [])
    let front = try decode(request.frontFile, side: .front, &response.findings)
    if let back = request.backFile { _ = try decode(back, side: .back, &response.findings) }
    guard let front, response.findings.isEmpty else {
      log.write("not taken: \(response.findings.map(\.reason.rawValue).joined(separator: ", "))")
      return response
    }
    let quality = QualityFigures(measuring: front)
    response.quality = quality
    guard !quality.isBlank else {
      response.findings.append(
        Finding(.blank, "The front shows nothing: see that the check lay the right way."))
      return response
    }
    pictures += 1
    response.picture = try NormalisedPicture(
      writing: front, to: "\(environment.scratchFolder)/picture-\(pictures).gray")
    log.write("\(front.width) x \(front.height) pixels normalised")
    return response
  }

  private func decode(
    _ file: SubmittedFile, side: CheckSide, _ findings: inout [Finding]
  ) throws(ActionFailure) -> GrayImage? {
    let bytes = try file.read(environment.limits)
    do {
      return try Normaliser.normalise(bytes.get(), limits: environment.limits)
    } catch {
      findings.append(Finding(pictureError: error, side: side))
      return nil
    }
  }
}
