import Foundation

/// What lies in a scratch folder.
struct ScratchUse {
  private(set) var files = 0
  private(set) var bytes = 0

  /// Several times what an action writes for one check, six pictures and a normalised one.
  private static let mostFiles = 64
  /// In the largest files that a container may write.
  private static let mostBytes = 8

  /// Looks into a folder; one that cannot be listed has nothing.
  init(of folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      var status = stat()
      files += 1
      if lstat("\(folder)/\(name)", &status) == 0 { bytes += Int(status.st_blocks) * 512 }
    }
  }

  /// Whether it is more than a container that does its work can come to.
  func isBeyond(_ limits: ContainerLimits) -> Bool {
    files > Self.mostFiles || bytes > Self.mostBytes * limits.fileBytes
  }
}
