import CheckActions
import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs

/// A folder of one test, gone when the test is over.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/check-actions-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and gives its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = "\(path)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  func file(_ name: String, text: String) throws -> String { try file(name, Array(text.utf8)) }

  /// An environment whose scratch folder this is, with the made-up routing directory in it.
  func environment(limits: ImageLimits = .standard) throws -> ActionEnvironment {
    _ = try file("routing-1.txt", text: SyntheticDirectory.text)
    return ActionEnvironment(scratchFolder: path, routingFolder: path, limits: limits)
  }

  var names: Set<String> {
    Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
  }
}

/// Pictures that many tests use, drawn once.
enum Pictures {
  static let routing = SyntheticDirectory.routingNumbers[0]

  static let design = CheckDesign(
    kind: .personal, payee: "Dana Example", amountInCents: 1999, serial: "1042",
    micr: .personal(routing: routing, account: "123456789", serial: "1042"))

  static let check: Result<[UInt8], ImageCodecError> = Result { () throws(ImageCodecError) in
    try PNGCodec.encode(CheckRenderer.renderGray(design))
  }

  static let blank: Result<[UInt8], ImageCodecError> = Result { () throws(ImageCodecError) in
    try PNGCodec.encode(GrayImage(width: 600, height: 275, gray: 250))
  }

  static func huge() throws -> [UInt8] {
    let set = try SampleSet(routingNumbers: SyntheticDirectory.routingNumbers)
    return set.samples.first { $0.file == "huge.png" }?.front ?? []
  }
}
