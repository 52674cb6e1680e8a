@testable import CheckActions
import CheckRendering
import Foundation
import Testing

@Suite struct RoutingDirectoryTextTests {
  private let scratch: Scratch
  private var path: String { scratch.path + "/in.txt" }

  init() throws { scratch = try Scratch() }

  private func read(_ bytes: [UInt8]) throws -> RoutingDirectoryText {
    try RoutingDirectoryText(file: scratch.file("in.txt", bytes))
  }

  private func read(_ lines: [String], end: String = "\n") throws -> RoutingDirectoryText {
    try read(Array(lines.map { $0 + end }.joined().utf8))
  }

  private func damage(_ body: () throws -> RoutingDirectoryText) -> ([RoutingFault], Int)? {
    let error = #expect(throws: RoutingDirectoryText.Failure.self) { _ = try body() }
    guard case .damaged(_, let first, let count)? = error else { return nil }
    return (first, count)
  }

  @Test func eighteenThousandLinesInAnyOrderAndWithAnyLineEndAreTheSame() throws {
    let lines = Directories.lines(18_000)
    let ascending = try read(lines)
    #expect(ascending.count == 18_000)
    #expect(ascending.normalised == Array(lines.map { $0 + "\n" }.joined().utf8))
    var generator = SeededGenerator(seed: 2)
    let shuffled = lines.shuffled(using: &generator)
    #expect(try read(shuffled).normalised == ascending.normalised)
    #expect(try read(shuffled, end: "\r\n").checksum == ascending.checksum)
    let stripped = shuffled.map { String($0.dropLast(5)) }
    #expect(try read(stripped, end: "\r\n").checksum == ascending.checksum)
    let open = Array(lines.joined(separator: "\n").utf8)
    #expect(try read(open).checksum == ascending.checksum)
    #expect(try read(["", lines[0], "", ""]).count == 1)
  }

  @Test func everyDamagedLineIsCountedAndTheFirstAreNamed() throws {
    var lines = Directories.lines(18_000)
    let damaged = Array(stride(from: 499, to: 18_000, by: 500))
    for index in damaged {
      lines[index].replaceSubrange(
        lines[index].index(
          lines[index].startIndex, offsetBy: 127)..<lines[index].index(
            lines[index].startIndex, offsetBy: 129), with: "7x")
    }
    let (first, count) = try #require(damage { try read(lines) })
    #expect(count == 36)
    #expect(first.map(\.line) == (1...20).map { $0 * 500 })
    #expect(first.allSatisfy { $0.field == .state && $0.value == "7x" && $0.problem == .state })
  }

  @Test func aNumberThatStandsTwiceNamesBothLines() throws {
    var lines = Directories.lines(100)
    lines[70] = lines[10]
    lines[90] = lines[10]
    lines[5] = "short"
    let (first, count) = try #require(damage { try read(lines) })
    #expect(count == 3)
    try #require(first.map(\.line) == [6, 71, 91])
    #expect(first[0].problem == .length(5))
    #expect(first[1].problem == .repeated(firstLine: 11))
    #expect(first[2].problem == .repeated(firstLine: 11))
    #expect(first[1].value == String(lines[10].prefix(9)))
    let (named, all) = try #require(
      damage { try read([String](repeating: lines[0], count: 50)) })
    #expect(named.map(\.line) == Array(2...21))
    #expect(all == 49)
  }

  @Test func theMessageSaysWhatToDo() throws {
    let error = #expect(throws: RoutingDirectoryText.Failure.self) {
      _ = try read(["short", Directories.line])
    }
    #expect(
      error?.description == """
        \(path) has 1 damaged line, and nothing was imported:
          line 1: the line 'short' has 5 characters where 155 are needed
        Set them right or fetch the file again; the directory that held stays.
        """)
  }

  @Test func aFileThatIsTooLargeIsNotRead() throws {
    _ = try scratch.file("in.txt", [])
    truncate(path, (64 << 20) + 1)
    #expect(
      throws: RoutingDirectoryText.Failure.unreadable(
        file: path, reason: "67108865 bytes are more than the limit of 67108864")
    ) { _ = try RoutingDirectoryText(file: path) }
    truncate(path, 3 << 20)
    let (first, count) = try #require(damage { try RoutingDirectoryText(file: path) })
    #expect(count == 1)
    #expect(first[0].problem == .length(3 << 20))
  }

  @Test func whatHoldsNoRecordsIsRefused() throws {
    #expect(throws: RoutingDirectoryText.Failure.empty(file: path)) { _ = try read([UInt8]()) }
    #expect(throws: RoutingDirectoryText.Failure.empty(file: path)) { _ = try read(["", ""]) }
    for other in [scratch.path, scratch.path + "/absent", "/dev/null"] {
      let error = #expect(throws: RoutingDirectoryText.Failure.self) {
        _ = try RoutingDirectoryText(file: other)
      }
      guard case .unreadable(other, _)? = error else {
        Issue.record("\(other): \(String(describing: error))")
        continue
      }
    }
  }

  @Test(arguments: [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
  func aByteOrderMarkIsNamed(mark: [UInt8]) throws {
    let text = Array(Directories.lines(3).joined(separator: "\n").utf8)
    #expect(throws: RoutingDirectoryText.Failure.byteOrderMark(file: path)) {
      _ = try read(mark + text)
    }
  }

  @Test func linesThatEndWithCRAloneAreNamed() throws {
    for lines in [Directories.lines(3), Directories.lines(3).map { String($0.dropLast(5)) }] {
      #expect(throws: RoutingDirectoryText.Failure.carriageReturns(file: path)) {
        _ = try read(lines, end: "\r")
      }
    }
    #expect(try read(Directories.lines(1), end: "\r").count == 1, "one line tells nothing")
  }

  @Test func anUnreadableFileComesWithARemedy() {
    let error = #expect(throws: RoutingDirectoryText.Failure.self) {
      _ = try RoutingDirectoryText(file: "/absent.txt")
    }
    #expect(error?.description.contains("name a readable file") == true)
  }

  @Test func randomBytesAreRefused() throws {
    var generator = SeededGenerator(seed: 3)
    let alphabet = Array("0123456789AOB \n\r".utf8)
    for round in 0..<60 {
      let size = Int.random(in: 1...20_000, using: &generator)
      let bytes = (0..<size).map { _ in
        round.isMultiple(of: 2)
          ? UInt8.random(in: 0...255, using: &generator)
          : alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      #expect(throws: RoutingDirectoryText.Failure.self) { _ = try read(bytes) }
    }
  }

  /// Pieces end anywhere: also between CR and LF, and in the middle of a number.
  @Test func theSizeOfThePiecesDoesNotMatter() {
    let bytes = Array(Directories.lines(5).joined(separator: "\r\n").utf8)
    for size in [1, 7, 155, 156, 157, 400, 10_000] {
      var lines = RoutingLines()
      for start in stride(from: 0, to: bytes.count, by: size) {
        lines.take(bytes[start..<min(bytes.count, start + size)])
      }
      lines.end()
      #expect(lines.faultCount == 0)
      #expect(lines.sorted().bytes.count == 5 * 156)
    }
  }
}
