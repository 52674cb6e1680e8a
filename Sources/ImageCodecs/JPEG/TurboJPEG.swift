import CTurboJPEG

/// The TurboJPEG library, called here only; no pointer leaves this file.
enum TurboJPEG {
  /// The most pixels along one side that the library takes.
  static let maxSide = 65_500

  /// Decodes to one grey sample a pixel, or to four when the file is CMYK.
  static func decode(_ jpeg: [UInt8], info: ImageInfo) throws(ImageCodecError) -> [UInt8] {
    guard let handle = tjInitDecompress() else {
      throw .corrupt("TurboJPEG did not start: \(message(of: nil))")
    }
    defer { tjDestroy(handle) }
    var width: Int32 = 0
    var height: Int32 = 0
    var subsampling: Int32 = 0
    var colorspace: Int32 = 0
    let byteCount = UInt(jpeg.count)
    let headerResult = tjDecompressHeader3(
      handle, jpeg, byteCount, &width, &height, &subsampling, &colorspace)
    if headerResult != 0 { try check(handle) }
    guard Int(width) == info.width && Int(height) == info.height else {
      throw .corrupt("two JPEG frame headers")
    }
    let isCMYK = colorspace == TJCS_CMYK.rawValue || colorspace == TJCS_YCCK.rawValue
    let format = isCMYK ? TJPF_CMYK.rawValue : TJPF_GRAY.rawValue
    let count = info.width * info.height * (isCMYK ? 4 : 1)
    var result: Int32 = 0
    let samples = [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      buffer.initialize(repeating: 255)
      result = tjDecompress2(
        handle, jpeg, byteCount, buffer.baseAddress, width, 0, height, format,
        TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS)
      initializedCount = count
    }
    if result != 0 { try check(handle) }
    return samples
  }

  static func encode(
    width: Int, height: Int, samples: [UInt8], isColor: Bool, quality: Int
  ) throws(ImageCodecError) -> [UInt8] {
    guard let handle = tjInitCompress() else {
      throw .encodingFailed("TurboJPEG did not start: \(message(of: nil))")
    }
    defer { tjDestroy(handle) }
    let subsampling = isColor ? TJSAMP_420.rawValue : TJSAMP_GRAY.rawValue
    let format = isColor ? TJPF_RGB.rawValue : TJPF_GRAY.rawValue
    let most = Int(tjBufSize(Int32(width), Int32(height), Int32(subsampling)))
    var result: Int32 = 0
    let jpeg = [UInt8](unsafeUninitializedCapacity: most) { buffer, initializedCount in
      var output = buffer.baseAddress
      var byteCount = UInt(most)
      result = tjCompress2(
        handle, samples, Int32(width), 0, Int32(height), Int32(format), &output, &byteCount,
        Int32(subsampling), Int32(quality), TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT)
      initializedCount = result == 0 ? Int(byteCount) : 0
    }
    guard result == 0 else { throw .encodingFailed(message(of: handle)) }
    return Array(jpeg[...])
  }

  /// Lets warnings pass, except that data ended early: then part of the picture is made up.
  private static func check(_ handle: tjhandle) throws(ImageCodecError) {
    let text = message(of: handle)
    if text.lowercased().contains("premature end") { throw .truncated(text) }
    guard tjGetErrorCode(handle) == TJERR_WARNING.rawValue else {
      throw text.contains("Unsupported") || text.contains("not supported")
        ? .unsupported("a kind of JPEG that TurboJPEG refuses: \(text)") : .corrupt(text)
    }
  }

  private static func message(of handle: tjhandle?) -> String {
    tjGetErrorStr2(handle).map { String(cString: $0) } ?? "unknown error"
  }
}
