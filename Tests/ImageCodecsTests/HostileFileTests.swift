import CheckImaging
import CheckRendering
import Testing

@testable import ImageCodecs

/// Files made to harm the decoder: a picture within the limits or a typed error, and soon.
@Suite(.timeLimit(.minutes(10))) struct HostileFileTests {
  @Test func eachIsAPictureWithinTheLimitsOrATypedError() throws {
    var pictures = 0
    for file in HostileFile.all {
      let started = ContinuousClock.now
      let isPicture = isPictureOrTypedError(file.bytes, limits: .standard)
      if isPicture { pictures += 1 }
      // A real picture of the largest size takes a tenth of this.
      #expect(ContinuousClock.now - started < .seconds(20), "\(file.name)")
      guard isPicture else { continue }
      let info = try ImageDecoder.inspect(file.bytes)
      #expect([1, 2, 4, 8, 16].contains(info.bitDepth), "\(file.name)")
      #expect((1...8).contains(info.channels), "\(file.name)")
      #expect(info.width * info.height <= ImageLimits.standard.maxPixels, "\(file.name)")
    }
    #expect((100...HostileFile.all.count - 100).contains(pictures))
  }

  @Test func theirNamesTellThemApart() {
    let names = HostileFile.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  /// Cut at every byte, where that is not many thousand times.
  @Test func eachThatIsCutOffIsAPictureOrATypedError() {
    let limits = ImageLimits(maxPixels: 1_000_000)
    for file in HostileFile.all where file.bytes.count <= 400 {
      for count in 0..<file.bytes.count {
        _ = isPictureOrTypedError(Array(file.bytes.prefix(count)), limits: limits)
      }
    }
  }

  @Test(arguments: ["its data", "a text", "a profile", "an international text"])
  func bombsDoNotUnpack(place: String) throws {
    let file = try #require(HostileFile.pngs.first { $0.name == "a PNG bomb in \(place)" })
    guard place != "its data" else {
      #expect(throws: ImageCodecError.self) { try ImageDecoder.decodeGray(file.bytes) }
      return
    }
    // What is not pixels is not looked at.
    let plain = try #require(HostileFile.pngs.first { $0.name == "a PNG that claims 12 x 9" })
    let picture = try ImageDecoder.decodeGray(plain.bytes)
    #expect(try ImageDecoder.decodeGray(file.bytes) == picture)
  }

  @Test func aStripOfManyBytesIsRefusedBeforeMemoryIsTaken() throws {
    let name = "a TIFF of a strip of 784 million bytes"
    let file = try #require(HostileFile.tiffs.first { $0.name == name })
    #expect(throws: ImageCodecError.unsupported("strips of 784000000 bytes in a TIFF")) {
      try ImageDecoder.decodeGray(file.bytes)
    }
  }

  @Test(arguments: [("10 scans", true), ("600 scans", false), ("100,000 scans", false)])
  func scansAreCounted(name: String, isTaken: Bool) throws {
    let file = try #require(HostileFile.jpegs.first { $0.name == "a JPEG of \(name)" })
    guard isTaken else {
      #expect(throws: ImageCodecError.unsupported("more than \(JPEGMarkers.mostScans) JPEG scans"))
      {
        try ImageDecoder.decodeGray(file.bytes)
      }
      return
    }
    let picture = try ImageDecoder.decodeGray(file.bytes)
    #expect(picture.pixels.allSatisfy { $0 == 128 })
  }

  @Test(arguments: ["12 bits", "no bits", "0 components sampled []"])
  func aFrameOfAnotherKindIsToldFromItsHeader(name: String) throws {
    let file = try #require(HostileFile.jpegs.first { $0.name == "a JPEG of \(name)" })
    #expect {
      try ImageDecoder.inspect(file.bytes)
    } throws: { error in
      if case .unsupported = error as? ImageCodecError { true } else { false }
    }
  }
}
