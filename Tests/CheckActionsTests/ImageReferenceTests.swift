import CBOR
import CheckActions
import Foundation
import Testing

@Suite struct ImageReferenceTests {
  private let scratch: Scratch
  private let image: ImageReference

  init() throws {
    scratch = try Scratch()
    image = ImageReference(file: try scratch.file("f.png", Pictures.check.get()))
  }

  @Test func isWrittenAsAHashAndAPlace() throws {
    let reference = ImageReference(hash: ImageHash(of: []), locator: .file(path: "/p"))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = try encoder.encode(reference)
    #expect(
      String(decoding: json, as: UTF8.self)
        == #"{"hash":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","#
        + #""locator":{"file":{"path":"/p"}}}"#)
    #expect(try JSONDecoder().decode(ImageReference.self, from: json) == reference)
    let cbor = try CBOREncoder().encode(reference)
    #expect(try CBORDecoder().decode(ImageReference.self, from: cbor) == reference)
  }

  @Test(arguments: [
    "", "../../store.sqlite", String(repeating: "a", count: 63), String(repeating: "a", count: 65),
    String(repeating: "A", count: 64), String(repeating: "g", count: 64),
    String(repeating: "a", count: 62) + "é",
  ])
  func aTextThatIsNoHashIsRefused(text: String) {
    #expect(ImageHash(text) == nil)
    let json = #"{"hash":"\#(text)","locator":{"file":{"path":"/p"}}}"#
    #expect(throws: DecodingError.self) {
      _ = try JSONDecoder().decode(ImageReference.self, from: Data(json.utf8))
    }
  }

  @Test func aPlaceOfAnotherKindIsRefused() throws {
    let json = #"{"hash":"\#(image.hash)","locator":{"elsewhere":{"path":"/p"}}}"#
    #expect(throws: DecodingError.self) {
      _ = try JSONDecoder().decode(ImageReference.self, from: Data(json.utf8))
    }
  }

  @Test func readsOnlyTheBytesOfItsHash() throws {
    let bytes = try Pictures.check.get()
    #expect(try image.read() == bytes)
    #expect(try image.read(limit: bytes.count) == bytes)
    #expect(throws: ImageReadError.tooLarge(image, bytes: bytes.count, limit: bytes.count - 1)) {
      _ = try image.read(limit: bytes.count - 1)
    }
    _ = try scratch.file("f.png", Pictures.blank.get())
    let error = try #require(throws: ImageReadError.self) { _ = try image.read() }
    #expect(error == .damaged(image))
    for part in [scratch.path + "/f.png", image.hash.description, "restore it from a backup"] {
      #expect(error.description.contains(part), "\(error)")
    }
    unlink(scratch.path + "/f.png")
    #expect(throws: ImageReadError.unreadable(image, reason: "No such file or directory (open)")) {
      _ = try image.read()
    }
  }

  /// Also where the other bytes are a picture that could be taken.
  @Test(arguments: ["front", "rear"])
  func noActionTakesOtherBytes(side: String) throws {
    let other = ImageReference(hash: image.hash, locator: .file(path: scratch.path + "/other.png"))
    _ = try scratch.file("other.png", Pictures.blank.get())
    let isFront = side == "front"
    let sides = SubmittedSides(front: isFront ? other : image, back: isFront ? nil : other)
    var requests: [ActionRequest] = [.intake(sides), .image(sides)]
    // The reader looks at the rear of a check that lay upside down alone.
    if isFront { requests.append(.micr(.init(sides))) }
    for request in requests {
      var instance = try ActionInstance(request.action, environment: scratch.environment())
      var log = ActivationLog()
      #expect(throws: ActionFailure.damaged(other), "\(request.action)") {
        _ = try instance.invoke(request, log: &log)
      }
    }
  }
}
