/// The submitted files of one check.
public struct SubmittedSides: Codable, Sendable, Hashable {
  /// The file with the front of the check.
  public var front: String
  /// The file with its rear side.
  public var back: String?
  /// The SHA-256 of the front, in hexadecimal, where it is known.
  public var frontChecksum: String?
  /// The SHA-256 of the rear side, in hexadecimal, where it is known.
  public var backChecksum: String?

  /// Names the files of a check.
  public init(
    front: String, back: String? = nil, frontChecksum: String? = nil, backChecksum: String? = nil
  ) {
    self.front = front
    self.back = back
    self.frontChecksum = frontChecksum
    self.backChecksum = backChecksum
  }

  var frontFile: SubmittedFile { SubmittedFile(path: front, checksum: frontChecksum) }

  var backFile: SubmittedFile? {
    back.map { SubmittedFile(path: $0, checksum: backChecksum) }
  }
}

/// A side of a check.
public enum CheckSide: String, Codable, Sendable, Hashable {
  /// The side with the amount and the E-13B line.
  case front
  /// The side with the endorsements.
  case back
}
