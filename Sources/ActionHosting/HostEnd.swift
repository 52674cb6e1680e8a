import CBOR
import CheckActions
import CheckImaging
import Foundation
import MICR

/// What a host makes of the bytes of its socket, without a socket: to be tried with any bytes.
@_spi(Fuzzing) public enum HostEnd {
  /// What each message was taken for, up to the first that is none.
  public static func read(
    pieces: [[UInt8]], in environment: ActionEnvironment
  ) -> [String] {
    var (bytes, found): ([UInt8], [String]) = ([], [])
    for piece in pieces {
      bytes += piece
      do {
        while let body = try FrameChannel.takeBody(of: &bytes) {
          let message = try CBORDecoder().decode(ContainerMessage.self, from: body)
          found.append(describe(message, in: environment))
        }
      } catch {
        return found + ["no message"]
      }
    }
    return found
  }

  /// Messages as containers send them.
  ///
  /// - Throws: what the encoder throws.
  public static func examples(in environment: ActionEnvironment) throws -> [[UInt8]] {
    var log = ActivationLog()
    log.write("front: png, 1200 x 550 pixels")
    let one = ReadCharacter(
      character: "1", confidence: 0.75, secondBest: "7",
      box: PixelBox(x: 69, y: 475, width: 11, height: 24))
    let reading = MICRReading(
      status: .unsure, line: "1", fields: MICRFields(parsing: "1"), characters: [one],
      doubts: [
        .characters(found: [.init(position: 1, read: "1", rival: "7")], of: 1), .mark(side: .left),
      ])
    let messages: [ContainerMessage] = [
      .ready(.all), .done(.demo(.count(1)), log), .done(.micr(.init(reading)), log),
      .done(.notify(.none(reason: "the depositor gave no address")), log),
      .failed(.unreadable(file: "\(environment.scratchFolder)/a", reason: "gone"), log),
    ]
    let answers = try Self.answers(environment.scratchFolder).map {
      ContainerMessage.done(
        try JSONDecoder().decode(ActionResponse.self, from: Data($0.utf8)), log)
    }
    return try (messages + answers).map { try FrameChannel.frame($0) }
  }

  /// Answers of actions, as JSON.
  private static func answers(_ folder: String) -> [String] {
    [
      """
      {"intake": {"_0": {"findings": [{"reason": "blank", "detail": "It shows nothing."}], "front":
      {"format": "png", "channels": 1, "width": 1200, "bitDepth": 8, "height": 550, "pages": 1}}}}
      """,
      """
      {"image": {"_0": {"picture": {"width": 1200, "height": 550, "checksum": "572daa36767fcbd6",
      "locator": {"file": {"path": "\(folder)/picture-1.gray"}}}, "quality": {"focus": 0.7, "isBlank": false}, "findings": [],
      "archive": [{"side": "front", "kind": "bitonal", "reference": {"hash": "\(ImageHash(of: []))",
      "locator": {"file": {"path": "\(folder)/picture-1-front-bitonal"}}},
      "bytes": 4572, "width": 1200, "height": 550, "dpi": 200}]}}}
      """,
      """
      {"deposit": {"_0": {"verdict": "review", "findings": [{"reason": "amount-differs", "detail":
      "The line encodes 19.99, and 20.00 was stated."}], "identity": {"value": "011901237/1C2/"},
      "payor": "011901237/1", "serial": "2", "bankName": "A BANK", "directoryVersion": 1}}}
      """,
      """
      {"notify": {"_0": {"mail": {"_0": {"from": {"description": "a@b"}, "to": {"description": "c@d"},
      "subject": "Check 1", "body": "It was deposited.\\n", "messageID": "<1@localhost>",
      "date": 0}}}}}
      """,
    ]
  }

  private static func describe(
    _ message: ContainerMessage, in environment: ActionEnvironment
  ) -> String {
    switch message {
    case .ready(let protections): "ready \(protections.inWords)"
    case .done(let response, let log):
      "done \(log.lines.count) \(response.fault(in: environment) ?? "\(response)")"
    case .failed(let failure, let log): "failed \(log.lines.count) \(failure)"
    }
  }
}
