import CBOR
import Foundation

/// Messages over a socket: four bytes of length, the least significant first, then CBOR, whose coder
/// takes a fraction of the time that one of JSON takes.
///
/// Both sides bound what they take, since the other one may have been taken over.
final class FrameChannel {
  /// Why no message could be exchanged.
  enum Failure: Error, Hashable {
    /// The other side is gone.
    case closed
    /// The deadline passed.
    case late
    /// The other side sent what is no message.
    case malformed(String)
    /// What was to be sent cannot stand in a message.
    case unsendable(String)
    /// The system refused.
    case system(call: String, code: Int32)
  }

  /// The most bytes of one message.
  static let limit = 4 << 20

  private let descriptor: Int32
  private let wakefulness: Duration
  /// Whether the last message came before it was time to sleep.
  private var cameSoon = false
  private var buffer: [UInt8] = []

  /// Takes a connected socket over, and closes it in the end.
  ///
  /// - Parameter wakefulness: How long it looks again and again for a message before it sleeps until
  ///   something comes, where the message before came within that time.
  init(descriptor: Int32, wakefulness: Duration = .zero) {
    self.descriptor = descriptor
    self.wakefulness = wakefulness
  }

  deinit { close(descriptor) }

  /// The two ends of a new socket, for a host and its container.
  static func pair() throws(Failure) -> (host: Int32, container: Int32) {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, streamType, 0, &ends) == 0 else { throw failure("socketpair") }
    return (ends[0], ends[1])
  }

  /// Whether nothing has come, and the other side is there: so it is before every request.
  var isQuiet: Bool {
    guard buffer.isEmpty else { return false }
    var look = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&look, 1, 0) == 0
  }

  /// Sends one message.
  func send(
    _ message: some Encodable, by deadline: ContinuousClock.Instant? = nil
  ) throws(Failure) {
    try send(bytes: try Self.frame(message), by: deadline)
  }

  /// Receives one message.
  func receive<Message: Decodable>(
    _ type: Message.Type, by deadline: ContinuousClock.Instant? = nil
  ) throws(Failure) -> Message {
    let body = try receiveBody(by: deadline)
    do {
      return try CBORDecoder().decode(Message.self, from: body)
    } catch {
      throw .malformed("\(error)")
    }
  }

  /// A message as it is sent.
  static func frame(_ message: some Encodable) throws(Failure) -> [UInt8] {
    let body: [UInt8]
    do {
      body = try CBOREncoder().encode(message)
    } catch {
      throw .unsendable("\(error)")
    }
    guard body.count <= limit else {
      throw .unsendable("\(body.count) bytes, and at most \(limit) can be sent")
    }
    let count = UInt32(body.count)
    return (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + body
  }

  /// Takes the body of the first message off the bytes that came; `nil` where it is not whole yet.
  static func takeBody(of bytes: inout [UInt8]) throws(Failure) -> [UInt8]? {
    guard bytes.count >= 4 else { return nil }
    let count = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    guard count <= limit else { throw .malformed("a message of \(count) bytes") }
    guard bytes.count >= 4 + count else { return nil }
    let body = Array(bytes[4..<(4 + count)])
    bytes.removeFirst(4 + count)
    return body
  }

  private func receiveBody(
    by deadline: ContinuousClock.Instant?
  ) throws(Failure) -> [UInt8] {
    let start = ContinuousClock.now
    let bedtime = start + (cameSoon ? wakefulness : .zero)
    defer { cameSoon = start.duration(to: .now) < wakefulness }
    while true {
      if let body = try Self.takeBody(of: &buffer) { return body }
      try waitFor(POLLIN, by: deadline, awakeUntil: bedtime)
      try receiveMore()
    }
  }

  private func receiveMore() throws(Failure) {
    let room = 1 << 16
    var got = 0
    buffer.append(
      contentsOf: [UInt8](unsafeUninitializedCapacity: room) { piece, count in
        got = recv(descriptor, piece.baseAddress, room, Int32(MSG_DONTWAIT))
        count = max(0, got)
      })
    guard got <= 0 else { return }
    if got == 0 { throw .closed }
    guard errno == EAGAIN || errno == EINTR else { throw Self.failure("recv") }
  }

  private func send(
    bytes: [UInt8], by deadline: ContinuousClock.Instant?
  ) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let sent = bytes.withUnsafeBytes {
        Foundation.send(
          descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done, Self.sendFlags)
      }
      if sent > 0 { done += sent }
      guard sent < 0 else { continue }
      if errno == EAGAIN {
        try waitFor(POLLOUT, by: deadline)
      } else if errno != EINTR {
        throw Self.failure("send")
      }
    }
  }

  /// Blocks until the socket is ready; until bedtime without sleeping.
  private func waitFor(
    _ events: some BinaryInteger, by deadline: ContinuousClock.Instant?,
    awakeUntil bedtime: ContinuousClock.Instant? = nil
  ) throws(Failure) {
    while true {
      let now = ContinuousClock.now
      var timeout: Int32 = -1
      if let deadline {
        let left = now.duration(to: deadline)
        guard left > .zero else { throw .late }
        timeout = Int32(clamping: Int(left / .milliseconds(1)) + 1)
      }
      if let bedtime, now < bedtime { timeout = 0 }
      var look = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      let ready = poll(&look, 1, timeout)
      if ready > 0 { return }
      guard ready == 0 || errno == EINTR else { throw Self.failure("poll") }
      if timeout == 0 { sched_yield() }
    }
  }

  private static func failure(_ call: String) -> Failure {
    errno == EPIPE || errno == ECONNRESET ? .closed : .system(call: call, code: errno)
  }

  #if os(Linux)
    private static let streamType = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    private static let sendFlags = Int32(Int(MSG_DONTWAIT) | Int(MSG_NOSIGNAL))
  #else
    private static let streamType = SOCK_STREAM
    private static let sendFlags = MSG_DONTWAIT
  #endif
}
