import ImageCodecs

/// The submitted images of one check.
public struct SubmittedSides: Codable, Sendable, Hashable {
  /// The image with the front of the check.
  public var front: ImageReference
  /// The image of its rear side, where that was submitted apart.
  public var back: ImageReference?

  /// Names the images of a check.
  public init(front: ImageReference, back: ImageReference? = nil) {
    self.front = front
    self.back = back
  }

  var frontSource: SideSource { SideSource(side: .front, image: front, page: 0) }

  /// The rear side: an image of its own, or the second page of the front's, as scanners of checks
  /// write their TIFF files.
  ///
  /// - Parameter frontPages: How many pages the front's image has.
  func rearSource(frontPages: Int) -> SideSource? {
    if let back { return SideSource(side: .back, image: back, page: 0) }
    return frontPages > 1 ? SideSource(side: .back, image: front, page: 1) : nil
  }
}

/// A page of a submitted image with one side of the check, counted from 0.
struct SideSource {
  var side: CheckSide
  var image: ImageReference
  var page: Int

  /// Reads the whole image; fails where it has more bytes than the limits allow.
  ///
  /// - Throws: ``ActionFailure/unreadable(file:reason:)``, or ``ActionFailure/damaged(_:)``: a
  ///   damaged store is no fault of the depositor's.
  func read(_ limits: ImageLimits) throws(ActionFailure) -> Result<[UInt8], ImageCodecError> {
    do {
      return .success(try image.read(limit: limits.maxBytes))
    } catch {
      switch error {
      case .tooLarge(_, let bytes, let limit):
        return .failure(.tooManyBytes(bytes, limit: limit))
      case .unreadable(let image, let reason):
        throw .unreadable(file: image.locator.path, reason: reason)
      case .damaged(let image):
        throw .damaged(image)
      }
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
