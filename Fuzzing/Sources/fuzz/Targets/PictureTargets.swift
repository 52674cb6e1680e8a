import CheckActions
import CheckImaging
import CheckRendering
import ImageCodecs

/// What holds for every picture file, whatever its kind.
enum Picture {
  static let limits = ImageLimits(maxBytes: 1 << 16, maxPixels: 400_000, maxSide: 4_000)

  static func attempt(_ bytes: [UInt8]) {
    let pages = inspected(bytes, page: 0)?.pages ?? 1
    for page in 0..<pages {
      let info = inspected(bytes, page: page)
      let picture = normalised(bytes, page: page)
      require(picture == normalised(bytes, page: page), "decoding twice gives the same")
      guard let picture else { continue }
      require(picture.pixels.count == picture.width * picture.height, "each pixel is there")
      require(
        picture.width == info?.width && picture.height == info?.height,
        "a picture is as large as its header says")
    }
  }

  /// What the header says; `nil` when it is refused.
  private static func inspected(_ bytes: [UInt8], page: Int) -> ImageInfo? {
    do throws(ImageCodecError) {
      let info = try ImageDecoder.inspect(bytes, page: page, limits: limits)
      require(max(info.width, info.height) <= limits.maxSide, "no side beyond the limit")
      require(info.width * info.height <= limits.maxPixels, "no more pixels than the limit")
      require(min(info.width, info.height) > 0, "no side of zero")
      require([1, 2, 4, 8, 16].contains(info.bitDepth), "bits of a sample as documented")
      require((1...8).contains(info.channels), "samples of a pixel as documented")
      require((1...16).contains(info.pages), "pages within their limit")
      return info
    } catch {
      require(!error.description.isEmpty, "an error says what is wrong")
      return nil
    }
  }

  private static func normalised(_ bytes: [UInt8], page: Int) -> GrayImage? {
    do throws(ImageCodecError) {
      return try Normaliser.normalise(bytes, page: page, limits: limits)
    } catch {
      return nil
    }
  }
}

enum PNGTarget: FuzzTarget {
  static let name = "png"
  static let longest = 4096

  static func seeds() throws -> [[UInt8]] { HostileFile.pngs.map(\.bytes) }

  /// The file as it is, and with its checksums set right, since few changes would get past them.
  static func attempt(_ bytes: [UInt8]) {
    Picture.attempt(bytes)
    Picture.attempt(HostilePNG.withRightChecksums(bytes))
  }
}

enum JPEGTarget: FuzzTarget {
  static let name = "jpeg"
  static let longest = 4096

  static func seeds() throws -> [[UInt8]] { HostileFile.jpegs.map(\.bytes) }

  static func attempt(_ bytes: [UInt8]) { Picture.attempt(bytes) }
}

enum TIFFTarget: FuzzTarget {
  static let name = "tiff"
  static let longest = 4096

  static func seeds() throws -> [[UInt8]] { HostileFile.tiffs.map(\.bytes) }

  static func attempt(_ bytes: [UInt8]) { Picture.attempt(bytes) }
}
