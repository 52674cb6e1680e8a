import CheckImaging

/// Reads the E-13B line of a check.
public struct MICRReader: Sendable {
  /// Prepares the reader's templates; costly enough to keep.
  public init() {}

  /// Reads the line on a picture of any size and either way up.
  public func read(_ image: GrayImage) -> MICRReading {
    MICRReading(
      status: .noLine, line: "", fields: nil, characters: [], reasons: ["not written yet"])
  }
}
