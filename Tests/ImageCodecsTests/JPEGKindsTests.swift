import CTurboJPEG
import CheckImaging
import Testing

@testable import ImageCodecs

@Suite struct JPEGKindsTests {
  /// A picture of 16 by 16 pixels in one colour, through TurboJPEG's own interface.
  private func jpeg(
    _ samples: [UInt8], _ format: TJPF, _ subsampling: TJSAMP, _ flags: Int32 = 0
  ) throws -> [UInt8] {
    let handle = try #require(tjInitCompress())
    defer { tjDestroy(handle) }
    let pixels = (0..<256).flatMap { _ in samples }
    var output: UnsafeMutablePointer<UInt8>?
    var count: UInt = 0
    let result = tjCompress2(
      handle, pixels, 16, 0, 16, Int32(format.rawValue), &output, &count,
      Int32(subsampling.rawValue), 95, flags)
    #expect(result == 0)
    defer { tjFree(output) }
    return Array(UnsafeBufferPointer(start: output, count: Int(count)))
  }

  private func gray(_ bytes: [UInt8]) throws -> Int {
    let image = try ImageDecoder.decodeGray(bytes)
    #expect(image.width == 16 && image.height == 16)
    #expect((image.pixels.max() ?? 255) - (image.pixels.min() ?? 0) <= 2)
    return Int(image[8, 8])
  }

  @Test(arguments: [TJSAMP_444, TJSAMP_422, TJSAMP_420, TJSAMP_440, TJSAMP_411])
  func color(subsampling: TJSAMP) throws {
    let bytes = try jpeg([200, 100, 50], TJPF_RGB, subsampling)
    #expect(try ImageDecoder.inspect(bytes).channels == 3)
    #expect(abs(try gray(bytes) - Int(Luma.of(200, 100, 50))) <= 2)
  }

  @Test func progressive() throws {
    let bytes = try jpeg([200, 100, 50], TJPF_RGB, TJSAMP_420, TJFLAG_PROGRESSIVE)
    #expect(abs(try gray(bytes) - Int(Luma.of(200, 100, 50))) <= 2)
    for count in 40..<bytes.count {
      #expect(throws: ImageCodecError.self) {
        try ImageDecoder.decodeGray(Array(bytes.prefix(count)))
      }
    }
  }

  @Test func cmykWithWhiteAt255() throws {
    let paper = try jpeg([255, 255, 255, 255], TJPF_CMYK, TJSAMP_444)
    #expect(try ImageDecoder.inspect(paper).channels == 4)
    #expect(try gray(paper) >= 253)
    #expect(try gray(jpeg([255, 255, 255, 0], TJPF_CMYK, TJSAMP_444)) <= 2)
    let half = try gray(jpeg([255, 255, 255, 128], TJPF_CMYK, TJSAMP_444))
    #expect(abs(half - 128) <= 3)
  }

  @Test func twelveBitsAreUnsupported() throws {
    var bytes = try jpeg([128], TJPF_GRAY, TJSAMP_GRAY)
    let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) })
    bytes[frame + 4] = 12
    bytes[frame + 1] = 0xC1
    #expect {
      try ImageDecoder.decodeGray(bytes)
    } throws: { error in
      if case .unsupported = error as? ImageCodecError { true } else { false }
    }
  }

  @Test func missingDataBeforeTheEndMarkerIsNoticed() throws {
    let noisy = GrayImage(
      width: 64, height: 64, pixels: (0..<4096).map { UInt8(truncatingIfNeeded: $0 * $0) })
    let bytes = try JPEGCodec.encode(noisy)
    let cut = Array(bytes.prefix(bytes.count / 2)) + [0xFF, 0xD9]
    #expect {
      try ImageDecoder.decodeGray(cut)
    } throws: { error in
      if case .truncated = error as? ImageCodecError { true } else { false }
    }
  }
}
