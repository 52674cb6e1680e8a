import CheckImaging
import Foundation
import ImageCodecs
import MICR
import Testing

@testable import ActionHosting
@testable import CheckActions

@Suite struct ResponseFaultTests {
  private let environment = ActionEnvironment(scratchFolder: "/data/s", routingFolder: "/data/r")

  private func picture(_ file: String, _ width: Int = 10, _ height: Int = 10) -> ActionResponse {
    .image(
      .init(
        picture: NormalisedPicture(
          locator: .file(path: file), width: width, height: height, checksum: "0"),
        quality: nil, findings: []))
  }

  private func copies(_ file: String, bytes: Int = 1, count: Int = 1) -> ActionResponse {
    let image = ArchiveImage(
      side: .front, kind: .half,
      reference: ImageReference(hash: ImageHash(of: []), locator: .file(path: file)), bytes: bytes,
      width: 1, height: 1)
    return .image(
      .init(
        picture: nil, quality: nil, archive: Array(repeating: image, count: count), findings: []))
  }

  private func reading(
    _ line: String, _ character: String = "1", x: Int = 5, count: Int = 1,
    confidence: Double = 1, second: String? = nil
  ) -> ActionResponse {
    let read = ReadCharacter(
      character: character, confidence: confidence, secondBest: second,
      box: PixelBox(x: x, y: 1, width: 1, height: 1))
    return .micr(
      .init(
        MICRReading(
          status: .sure, line: line, fields: MICRFields(parsing: line),
          characters: Array(repeating: read, count: count), doubts: [])))
  }

  @Test func whatAnActionGivesIsTaken() {
    let info = ImageInfo(format: .png, width: 1200, height: 550, channels: 1, bitDepth: 8)
    for response in [
      picture("/data/s/picture-1.gray"), copies("/data/s/picture-1-front-half", count: 6),
      reading("A021000021A 1C"), .intake(.init(front: info, back: nil, findings: [])),
      .demo(.count(1)),
    ] {
      #expect(response.fault(in: environment) == nil)
    }
  }

  @Test(arguments: [
    "/data/store.sqlite", "/data/s/../store.sqlite", "/data/s/a/b", "/data/s", "/data/sx/a", "",
    "picture",
  ])
  func aFileOfOthersIsNot(file: String) {
    #expect(picture(file).fault(in: environment) != nil)
    #expect(copies(file).fault(in: environment) != nil)
  }

  @Test func aPictureWithoutAPlaceIsNot() {
    let picture = NormalisedPicture(width: 10, height: 10, checksum: "0")
    let response = ActionResponse.image(.init(picture: picture, quality: nil, findings: []))
    #expect(response.fault(in: environment) == "it made a picture and named no place of it")
  }

  @Test(arguments: [0, -1, .min, .max, 1 << 25])
  func anImpossibleSizeIsNot(side: Int) {
    #expect(picture("/data/s/p", side, 1).fault(in: environment) != nil)
    #expect(picture("/data/s/p", 1, side).fault(in: environment) != nil)
    let info = ImageInfo(format: .png, width: side, height: 1, channels: 1, bitDepth: 8)
    let response = ActionResponse.intake(.init(front: nil, back: info, findings: []))
    #expect(response.fault(in: environment) != nil)
  }

  @Test func aLineThatIsNoneIsNot() {
    #expect(reading("\u{1b}[2J").fault(in: environment) != nil)
    #expect(reading("1", "11").fault(in: environment) != nil)
    #expect(reading("1", "x").fault(in: environment) != nil)
    #expect(reading("1", x: .max).fault(in: environment) != nil)
    for confidence in [2, -1, .nan, .infinity] {
      #expect(reading("1", confidence: confidence).fault(in: environment) != nil)
    }
    for second in ["", "x", "11"] {
      #expect(reading("1", second: second).fault(in: environment) != nil)
    }
    #expect(reading("1", second: "7").fault(in: environment) == nil)
    #expect(reading("1", count: 10_000).fault(in: environment) != nil)
    #expect(copies("/data/s/a", bytes: .max).fault(in: environment) != nil)
    #expect(copies("/data/s/a", count: 1000).fault(in: environment) != nil)
  }
}
