import ImageCodecs

/// Tells what the submitted bytes are, from their headers alone.
public struct IntakeAction: Action {
  /// The submitted images.
  public typealias Request = SubmittedSides

  /// What the files are, or why they cannot be taken.
  public struct Response: Codable, Sendable, Hashable {
    /// What the front is; `nil` when it cannot be taken.
    public var front: ImageInfo?
    /// What the rear side is, where there is one that can be taken: a file of its own, or the second
    /// page of the front's.
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
    response.front = try inspect(request.frontSource, &response.findings, &log)
    if let rear = request.rearSource(frontPages: response.front?.pages ?? 1) {
      response.back = try inspect(rear, &response.findings, &log)
    }
    return response
  }

  private func inspect(
    _ source: SideSource, _ findings: inout [Finding], _ log: inout ActivationLog
  ) throws(ActionFailure) -> ImageInfo? {
    let side = source.side
    let bytes = try source.read(limits)
    do throws(ImageCodecError) {
      let info = try ImageDecoder.inspect(bytes.get(), page: source.page, limits: limits)
      let page = info.pages > 1 ? ", page \(source.page + 1) of \(info.pages)" : ""
      log.write(
        "\(side.rawValue): \(info.format.rawValue), \(info.width) x \(info.height) pixels\(page)")
      return info
    } catch {
      findings.append(Finding(pictureError: error, side: side))
      log.write("\(side.rawValue): \(error)")
      return nil
    }
  }
}
