import CheckActions
import CheckImaging
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct PictureCacheTests {
  private static let side = 100

  private let bench: Bench
  private let folder: String

  init() throws {
    bench = try Bench()
    folder = bench.root + "/cache"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func picture(_ gray: UInt8) throws -> NormalisedPicture {
    try NormalisedPicture(
      writing: GrayImage(width: Self.side, height: Self.side, gray: gray),
      to: "\(bench.root)/scratch-\(UUID().uuidString)")
  }

  @Test func adoptsWhatIsWhatItSays() throws {
    let cache = PictureCache(folder: folder, limitBytes: 1 << 20)
    let picture = try self.picture(7)
    let scratch = try #require(picture.locator?.path)
    let hash = ImageHash(of: [7])
    let kept = cache.adopt(picture, original: hash)
    #expect(kept.locator?.path == "\(folder)/\(hash)-v\(Normaliser.version)-100x100.gray")
    #expect(kept.locator?.path == cache.path(original: hash, width: 100, height: 100))
    #expect(kept.load() == GrayImage(width: Self.side, height: Self.side, gray: 7))
    #expect(!fileExists(scratch))
    let again = cache.adopt(try self.picture(7), original: hash)
    #expect(again == kept)
    #expect(bench.names(in: folder).count == 1)
  }

  @Test(arguments: ["checksum", "width", "bytes", "gone"])
  func doesNotAdoptAnythingElse(fault: String) throws {
    let cache = PictureCache(folder: folder, limitBytes: 1 << 20)
    var picture = try self.picture(7)
    let scratch = try #require(picture.locator?.path)
    switch fault {
    case "checksum": picture.checksum = String(repeating: "0", count: 64)
    case "width": picture.width += 1
    case "bytes": try Data([1]).write(to: URL(fileURLWithPath: scratch))
    default: try FileManager.default.removeItem(atPath: scratch)
    }
    let kept = cache.adopt(picture, original: ImageHash(of: [7]))
    #expect(bench.names(in: folder) == [])
    #expect(kept.load() == nil)
    #expect(!fileExists(scratch))
  }

  private var bytes: Int {
    bench.names(in: folder).reduce(0) { $0 + Int(fileStatus("\(folder)/\($1)")?.st_size ?? 0) }
  }

  @Test func staysUnderItsLimit() throws {
    let limit = 10 * Self.side * Self.side
    let cache = PictureCache(folder: folder, limitBytes: limit)
    for number in 0..<60 {
      _ = cache.adopt(try picture(UInt8(number)), original: ImageHash(of: [UInt8(number)]))
      #expect(bytes <= limit + limit / 4)
    }
    #expect(bytes > limit / 4, "it keeps something")
  }

  /// Many short processes must not fill the disk.
  @Test func staysUnderItsLimitFromOneProcessToTheNext() throws {
    let limit = 10 * Self.side * Self.side
    for number in 0..<60 {
      let cache = PictureCache(folder: folder, limitBytes: limit)
      _ = cache.adopt(try picture(UInt8(number)), original: ImageHash(of: [UInt8(number)]))
    }
    #expect(bytes <= limit)
  }

  @Test func evictionLeavesAnOpenPictureWhole() throws {
    let cache = PictureCache(folder: folder, limitBytes: 0)
    let picture = try self.picture(9)
    let scratch = try #require(picture.locator?.path)
    let reader = try #require(FileHandle(forReadingAtPath: scratch))
    let kept = cache.adopt(picture, original: ImageHash(of: [9]))
    #expect(!fileExists(try #require(kept.locator?.path)))
    #expect(try reader.readToEnd() == Data(repeating: 9, count: Self.side * Self.side))
  }
}
