import Foundation

@testable import CheckPipeline

extension Bench {
  /// Puts files where the folders of new images should be, so that the disk takes none of them;
  /// gives the files.
  func refuseNewImages() throws -> [String] {
    let blocked = (0..<256).map { number in
      "\(folder.images)/\(number < 16 ? "0" : "")\(String(number, radix: 16))"
    }.filter { !FileManager.default.fileExists(atPath: $0) }
    for path in blocked { try Data().write(to: URL(fileURLWithPath: path)) }
    return blocked
  }

  func takeNewImages(again blocked: [String]) throws {
    for path in blocked { try FileManager.default.removeItem(atPath: path) }
  }
}
