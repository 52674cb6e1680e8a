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
    let decoder = JSONDecoder()
    for piece in pieces {
      bytes += piece
      do {
        while let body = try FrameChannel.takeBody(of: &bytes) {
          let message = try decoder.decode(ContainerMessage.self, from: Data(body))
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
      reasons: ["a character is faint"])
    let messages: [ContainerMessage] = [
      .ready(.all), .done(.demo(.count(1)), log), .done(.micr(.init(reading)), log),
      .done(.notify(.none(reason: "the depositor gave no address")), log),
      .failed(.unreadable(file: "\(environment.scratchFolder)/a", reason: "gone"), log),
    ]
    return try messages.map { try FrameChannel.frame($0) }
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
