@_spi(Fuzzing) import ActionHosting
import CheckActions

/// What a container sends to its host: the bytes of a socket, in pieces as they come.
enum SocketTarget: FuzzTarget {
  static let name = "socket"
  static let longest = 1 << 14

  private static let environment = ActionEnvironment(
    scratchFolder: "/data/scratch", routingFolder: "/data/reference")

  static func seeds() throws -> [[UInt8]] { try HostEnd.examples(in: environment) }

  static func attempt(_ bytes: [UInt8]) {
    let whole = HostEnd.read(pieces: [bytes], in: environment)
    let split = HostEnd.read(pieces: bytes.map { [$0] }, in: environment)
    require(whole == split, "the pieces in which bytes come change nothing")
  }
}
