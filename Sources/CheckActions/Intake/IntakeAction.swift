import ImageCodecs

/// Tells what the submitted bytes are, from their headers alone.
public struct IntakeAction: Action {
  /// The submitted files.
  public struct Request: Codable, Sendable, Hashable {
    /// The file with the front of the check.
    public var front: String
    /// The file with its rear side.
    public var back: String?

    /// Makes a request from its parts.
    public init(front: String, back: String? = nil) {
      self.front = front
      self.back = back
    }
  }

  /// What the files are, or why they cannot be taken.
  public struct Response: Codable, Sendable, Hashable {
    /// What the front is; `nil` when it cannot be taken.
    public var front: ImageInfo?
    /// What the rear side is, where there is one that can be taken.
    public var back: ImageInfo?
    /// Why the files cannot be taken; empty when they can.
    public var findings: [Finding]
  }

  /// The action's name.
  public static let name = ActionName.intake

  private let limits: ImageLimits

  /// Keeps nothing but the limits.
  public init(environment: ActionEnvironment) throws(ActionFailure) {
    limits = environment.limits
  }

  /// Looks at the header of each file.
  public mutating func invoke(
    _ request: Request, log: inout ActivationLog
  ) throws(ActionFailure) -> Response {
    var response = Response(front: nil, back: nil, findings: [])
    response.front = try inspect(request.front, side: .front, &response.findings, &log)
    if let back = request.back {
      response.back = try inspect(back, side: .back, &response.findings, &log)
    }
    return response
  }

  private func inspect(
    _ file: String, side: CheckSide, _ findings: inout [Finding], _ log: inout ActivationLog
  ) throws(ActionFailure) -> ImageInfo? {
    let bytes = try SubmittedFile.read(file, limits)
    do throws(ImageCodecError) {
      let info = try ImageDecoder.inspect(bytes.get(), limits: limits)
      log.write("\(side.rawValue): \(info.format.rawValue), \(info.width) x \(info.height) pixels")
      return info
    } catch {
      findings.append(Finding(pictureError: error, side: side))
      log.write("\(side.rawValue): \(error)")
      return nil
    }
  }
}

/// A side of a check.
public enum CheckSide: String, Codable, Sendable, Hashable {
  /// The side with the amount and the E-13B line.
  case front
  /// The side with the endorsements.
  case back
}
