/// What the directory of a page says about its pixels.
struct TIFFPage {
  /// What the samples of a pixel mean.
  enum Color: Equatable {
    /// `isWhiteZero` when 0 is white instead of black.
    case gray(isWhiteZero: Bool)
    case palette
    case rgb
    case cmyk

    var channels: Int {
      switch self {
      case .gray, .palette: 1
      case .rgb: 3
      case .cmyk: 4
      }
    }
  }

  /// What the sample after those of the colour means.
  enum Opacity: Equatable {
    case none
    /// The colour is already multiplied by it.
    case premultiplied
    case separate
  }

  let directory: TIFFDirectory
  /// The number of stored columns and rows, before the orientation is applied.
  let width: Int
  let height: Int
  let bitDepth: Int
  let channels: Int
  let color: Color
  let opacity: Opacity
  let compression: Int
  let orientation: Orientation
  /// Whether every channel is stored by itself.
  let isPlanar: Bool

  /// How many pages the file has.
  let pages: Int

  init(_ directory: TIFFDirectory, pages: Int) throws(ImageCodecError) {
    self.directory = directory
    self.pages = pages
    width = try directory.required(.width)
    height = try directory.required(.height)
    channels = try directory.number(.samplesPerPixel) ?? 1
    compression = try directory.number(.compression) ?? 1
    orientation = Orientation(rawValue: try directory.number(.orientation) ?? 1) ?? .upright
    isPlanar = try directory.number(.planarConfiguration) == 2 && channels > 1
    try Self.check(compression: compression)
    guard (1...Self.mostChannels).contains(channels) else {
      throw .unsupported("\(channels) samples a pixel in a TIFF")
    }
    bitDepth = try Self.bitDepth(directory, channels)
    color = try Self.color(directory)
    guard channels >= color.channels else {
      throw .corrupt("\(channels) samples a pixel for a TIFF in colour")
    }
    opacity = try Self.opacity(directory, channels - color.channels)
    guard color != .palette || (bitDepth <= 8 && channels == 1) else {
      throw .unsupported("a TIFF palette of \(bitDepth) bits and \(channels) samples a pixel")
    }
    let isFax = Self.faxes.contains(compression)
    guard !isFax || (bitDepth == 1 && channels == 1) else {
      throw .corrupt("fax compression of \(bitDepth) bits and \(channels) samples a pixel")
    }
  }

  var info: ImageInfo {
    ImageInfo(
      format: .tiff, width: width, height: height, channels: channels, bitDepth: bitDepth,
      pages: pages
    ).oriented(orientation)
  }

  /// Huffman run lengths, Group 3, Group 4.
  static let faxes = [2, 3, 4]

  private static let mostChannels = 8

  private static func check(compression: Int) throws(ImageCodecError) {
    switch compression {
    // None, the faxes, LZW, deflate by its two numbers, PackBits.
    case 1, 2, 3, 4, 5, 8, 32946, 32773: return
    case 6, 7: throw .unsupported("JPEG compression inside a TIFF")
    default: throw .unsupported("TIFF compression \(compression)")
    }
  }

  private static func bitDepth(
    _ directory: TIFFDirectory, _ channels: Int
  ) throws(ImageCodecError) -> Int {
    let count = min(channels, directory.count(.bitsPerSample))
    let depths = try directory.numbers(.bitsPerSample, count: max(count, 1)) ?? [1]
    guard depths.allSatisfy({ $0 == depths[0] }), [1, 2, 4, 8, 16].contains(depths[0]) else {
      throw .unsupported("TIFF samples of \(depths) bits")
    }
    // 1 is a whole number and 4 is not stated; the others are signed or fractions.
    let format = try directory.number(.sampleFormat) ?? 1
    guard [1, 4].contains(format) else { throw .unsupported("TIFF sample format \(format)") }
    guard try directory.number(.predictor) ?? 1 <= 2 else {
      throw .unsupported("a TIFF predictor for fractions")
    }
    return depths[0]
  }

  private static func color(_ directory: TIFFDirectory) throws(ImageCodecError) -> Color {
    switch try directory.required(.photometric) {
    case 0: return .gray(isWhiteZero: true)
    case 1: return .gray(isWhiteZero: false)
    case 2: return .rgb
    case 3: return .palette
    case 5: return .cmyk
    case let other: throw .unsupported("TIFF colour of kind \(other)")
    }
  }

  private static func opacity(
    _ directory: TIFFDirectory, _ extraChannels: Int
  ) throws(ImageCodecError) -> Opacity {
    guard extraChannels > 0 else { return .none }
    switch try directory.number(.extraSamples) {
    case 1: return .premultiplied
    case 2: return .separate
    default: return .none
    }
  }
}
