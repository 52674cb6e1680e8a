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

  var frontSource: SideSource {
    SideSource(side: .front, file: SubmittedFile(path: front, checksum: frontChecksum), page: 0)
  }

  /// Where the rear side is: in a file of its own, or on the second page of the front's, as
  /// scanners of checks write their TIFF files.
  ///
  /// - Parameter frontPages: How many pages the front's file has.
  func rearSource(frontPages: Int) -> SideSource? {
    if let back {
      let file = SubmittedFile(path: back, checksum: backChecksum)
      return SideSource(side: .back, file: file, page: 0)
    }
    return frontPages > 1 ? SideSource(side: .back, file: frontSource.file, page: 1) : nil
  }
}

/// Where the picture of one side is: a page of a submitted file, counted from 0.
struct SideSource {
  var side: CheckSide
  var file: SubmittedFile
  var page: Int
}

/// A side of a check.
public enum CheckSide: String, Codable, Sendable, Hashable {
  /// The side with the amount and the E-13B line.
  case front
  /// The side with the endorsements.
  case back
}
