import CheckImaging
import ImageCodecs

/// Makes the archive's copies and the bank's picture of each side, and writes them.
struct ArchiveWriter {
  /// Where the files go, and how their names begin.
  var path: String

  /// Half the side of the square around a pixel that tells ink from paper, in inches: wider than
  /// a stroke of a pen, narrower than a shadow.
  private static let thresholdRadiusInches = 0.1

  /// Writes the three pictures of each side.
  ///
  /// - Parameters:
  ///   - front: The normalised front.
  ///   - rear: The normalised rear side, where there is one.
  /// - Throws: ``ActionFailure/unwritable(file:reason:)``.
  func write(front: GrayScales, rear: GrayScales?) throws(ActionFailure) -> [ArchiveImage] {
    let scale = ExchangeScale(width: front.full.width, height: front.full.height)
    let archive = try write(front, side: .front, scale: scale)
    guard let rear else { return archive }
    let rearScale = ExchangeScale(
      width: rear.full.width, height: rear.full.height, like: scale, ofWidth: front.full.width)
    return try archive + write(rear, side: .back, scale: rearScale)
  }

  private func write(
    _ picture: GrayScales, side: CheckSide, scale: ExchangeScale
  ) throws(ActionFailure) -> [ArchiveImage] {
    let (half, quarter) = (picture.half, picture.quarter)
    let bitonal = Self.bitonal(picture.full, picture.histogram, scale)
    return [
      try write(side, .half, half.width, half.height) { () throws(ImageCodecError) in
        try PNGCodec.encode(half, effort: .fast)
      },
      try write(side, .quarter, quarter.width, quarter.height) { () throws(ImageCodecError) in
        try PNGCodec.encode(quarter, effort: .fast)
      },
      try write(side, .bitonal, scale.width, scale.height, dpi: scale.dpi) {
        () throws(ImageCodecError) in
        try TIFFCodec.encodeGroup4(bitonal, dpi: scale.dpi)
      },
    ]
  }

  /// Divides ink from paper as a scanner of checks does; what is black and white stays as it is.
  private static func bitonal(
    _ picture: GrayImage, _ histogram: GrayHistogram, _ scale: ExchangeScale
  ) -> BinaryImage {
    let scaled = picture.resized(width: scale.width, height: scale.height)
    // A fine line that is made smaller pales, and still is one.
    guard histogram.hasShades else {
      return BinaryImage(scaled, upTo: scale.width < picture.width ? 190 : 127)
    }
    let radius = Int(thresholdRadiusInches * Double(scale.dpi))
    return BinaryImage(blockwiseSauvola: scaled, radius: radius)
  }

  private func write(
    _ side: CheckSide, _ kind: ArchiveImage.Kind, _ width: Int, _ height: Int, dpi: Int? = nil,
    _ encode: () throws(ImageCodecError) -> [UInt8]
  ) throws(ActionFailure) -> ArchiveImage {
    let file = "\(path)-\(side.rawValue)-\(kind.rawValue)"
    let bytes: [UInt8]
    do {
      bytes = try encode()
    } catch {
      throw .unwritable(file: file, reason: error.description)
    }
    do {
      try LocalFile.create(file, bytes: bytes, sync: false)
    } catch {
      throw .unwritable(file: file, reason: error.description)
    }
    return ArchiveImage(
      side: side, kind: kind,
      reference: ImageReference(hash: ImageHash(of: bytes), locator: .file(path: file)),
      bytes: bytes.count, width: width, height: height, dpi: dpi)
  }
}

extension GrayHistogram {
  /// Whether there is anything but black and white.
  fileprivate var hasShades: Bool { counts[1..<255].contains { $0 > 0 } }
}
