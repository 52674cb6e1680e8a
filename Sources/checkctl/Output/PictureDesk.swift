import CheckPipeline
import Foundation

/// Pictures that are shown while checks are reviewed, in a folder that only its owner may enter and
/// that is gone afterwards.
final class PictureDesk {
  private let viewer: PictureViewer
  private var folder: String?

  init(_ viewer: PictureViewer) { self.viewer = viewer }

  deinit { clear() }

  /// Draws what was read of a check, or takes its front where nothing was, and shows it.
  ///
  /// - Returns: What to tell the user.
  /// - Throws: ``CommandFailure`` when there is no picture, or no room for one.
  func show(_ details: CheckDetails, _ masking: Masking) throws -> String {
    let file = try picture(details, masking)
    let problem = viewer.show(file)
    return ["Picture: \(file)", problem].compactMap { $0 }.joined(separator: "\n")
  }

  private func picture(_ details: CheckDetails, _ masking: Masking) throws -> String {
    guard let reading = details.reading else { return details.front.locator.path }
    let drawing = try details.overlay(reading, masking)
    let file = try privateFolder() + "/check-\(details.check.id).png"
    try OutputFile(file, replaces: true, syncs: false).write(drawing)
    return file
  }

  private func privateFolder() throws -> String {
    if let folder { return folder }
    var name = Array(
      "\(FileManager.default.temporaryDirectory.path)/checkctl-review-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      throw CommandFailure(
        "cannot make a folder for pictures in \(FileManager.default.temporaryDirectory.path): "
          + "\(String(cString: strerror(errno))); TMPDIR names another place")
    }
    let made = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    folder = made
    return made
  }

  /// Removes the pictures.
  func clear() {
    if let folder { try? FileManager.default.removeItem(atPath: folder) }
    folder = nil
  }
}
