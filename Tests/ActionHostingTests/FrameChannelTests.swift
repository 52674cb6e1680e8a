import Foundation
import Testing

@testable import ActionHosting

@Suite struct FrameChannelTests {
  @Test func aMessageComesAsItWasSent() throws {
    let ends = try FrameChannel.pair()
    let one = FrameChannel(descriptor: ends.host)
    let other = FrameChannel(descriptor: ends.container)
    #expect(other.isQuiet)
    try one.send(["a", "b"])
    try one.send([String(repeating: "c", count: 100_000)])
    #expect(!other.isQuiet)
    #expect(try other.receive([String].self) == ["a", "b"])
    #expect(try other.receive([String].self).first?.count == 100_000)
    #expect(other.isQuiet)
  }

  @Test(arguments: [Duration.zero, .milliseconds(5), .seconds(1)])
  func silenceEndsAtTheDeadline(wakefulness: Duration) throws {
    let ends = try FrameChannel.pair()
    let one = FrameChannel(descriptor: ends.host)
    let other = FrameChannel(descriptor: ends.container, wakefulness: wakefulness)
    let soon = ContinuousClock.now + .milliseconds(20)
    let failure = #expect(throws: FrameChannel.Failure.self) {
      try other.receive(Int.self, by: soon)
    }
    #expect(failure == .late)
    #expect(ContinuousClock.now >= soon)
    // Nobody reads here, so that at some time there is no room for more.
    #expect(throws: FrameChannel.Failure.late) {
      let text = String(repeating: "x", count: 1 << 20)
      while true { try one.send(text, by: ContinuousClock.now + .milliseconds(20)) }
    }
  }

  /// While it stays awake, and after it has gone to sleep.
  @Test(arguments: [Duration.milliseconds(1), .milliseconds(60)])
  func aMessageThatComesLaterIsReceived(after pause: Duration) async throws {
    let ends = try FrameChannel.pair()
    let other = FrameChannel(descriptor: ends.container, wakefulness: .milliseconds(20))
    let frame = try FrameChannel.frame([1, 2, 3])
    let sender = Thread {
      Thread.sleep(forTimeInterval: pause / .seconds(1))
      write(ends.host, frame, frame.count)
    }
    sender.start()
    #expect(try other.receive([Int].self) == [1, 2, 3])
    close(ends.host)
  }

  @Test func whatNoMessageCanHoldIsNotSent() throws {
    let ends = try FrameChannel.pair()
    let one = FrameChannel(descriptor: ends.host)
    let other = FrameChannel(descriptor: ends.container)
    let tooLong = #expect(throws: FrameChannel.Failure.self) {
      try one.send(String(repeating: "x", count: 4 << 20))
    }
    #expect(tooLong == .unsendable("4194309 bytes, and at most 4194304 can be sent"))
    let noNumber = #expect(throws: FrameChannel.Failure.self) { try one.send(Double.nan) }
    guard case .unsendable = noNumber else {
      Issue.record("\(String(describing: noNumber))")
      return
    }
    #expect(other.isQuiet)
  }

  @Test func theEndOfTheOtherSideIsTold() throws {
    let ends = try FrameChannel.pair()
    let one = FrameChannel(descriptor: ends.host)
    close(ends.container)
    #expect(!one.isQuiet)
    #expect(throws: FrameChannel.Failure.closed) { try one.send(1) }
    #expect(throws: FrameChannel.Failure.closed) { try one.receive(Int.self) }
  }

  @Test(
    arguments: [
      [0xff, 0xff, 0xff, 0xff], [1, 0, 0x40, 0], [1, 0, 0, 0, 0xa0], [1, 0, 0, 0, 0xff],
      [0, 0, 0, 0],
    ] as [[UInt8]])
  func whatIsNoMessageIsRefused(bytes: [UInt8]) throws {
    let ends = try FrameChannel.pair()
    let one = FrameChannel(descriptor: ends.host)
    write(ends.container, bytes, bytes.count)
    close(ends.container)
    let failure = #expect(throws: FrameChannel.Failure.self) { try one.receive(Int.self) }
    guard case .malformed = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test func aMessageIsTakenOnlyWhenItIsWhole() throws {
    let frame = try FrameChannel.frame("abc") + [9, 9]
    for count in 0..<8 {
      var bytes = Array(frame.prefix(count))
      #expect(try FrameChannel.takeBody(of: &bytes) == nil)
      #expect(bytes.count == count)
    }
    var bytes = frame
    #expect(try FrameChannel.takeBody(of: &bytes) == [0x63] + Array("abc".utf8))
    #expect(bytes == [9, 9])
  }
}
