@testable import CheckActions
import CheckRendering
import Foundation
import Testing

@Suite struct DemoActionTests {
  private let scratch: Scratch
  private var log = ActivationLog()

  init() throws { scratch = try Scratch() }

  private func action() throws -> DemoAction { try DemoAction(environment: scratch.environment()) }

  private func checksum(_ bytes: [UInt8]) -> String {
    RoutingDirectoryText(normalised: bytes).checksum
  }

  @Test mutating func eachInstanceCountsForItself() throws {
    var (one, other) = (try action(), try action())
    for expected in 1...3 { #expect(try one.invoke(.count, log: &log) == .count(expected)) }
    #expect(try other.invoke(.count, log: &log) == .count(1))
  }

  @Test mutating func anAnswerIsKeptUnderAllThatItDependsOn() throws {
    var action = try action()
    let renamed = SyntheticDirectory.text.replacingOccurrences(of: "HARBOR", with: "BEACON")
    _ = try scratch.file("routing-2.txt", text: renamed)
    let editions = [
      Directories.edition(1), Directories.edition(2, renamed), Directories.edition(3),
    ]
    func lookUp(_ number: String, _ version: Int) throws -> DemoAction.Response {
      try action.invoke(
        .lookUp(routingNumber: number, directory: editions[version - 1]), log: &log)
    }
    let name = "HARBOR LIGHT SAVINGS BANK"
    #expect(try lookUp(Directories.number, 1) == .institution(name: name, from: .source))
    #expect(try lookUp(Directories.number, 1) == .institution(name: name, from: .kept))
    #expect(
      try lookUp(Directories.otherNumber, 1)
        == .institution(name: "HUDSON FERRY TRUST", from: .source))
    #expect(
      try lookUp(Directories.number, 2)
        == .institution(name: "BEACON LIGHT SAVINGS BANK", from: .source))
    #expect(try lookUp("000000000", 1) == .institution(name: nil, from: .source))
    #expect(try lookUp("000000000", 1) == .institution(name: nil, from: .kept))
    for other in 0..<DemoAction.mostAnswers { _ = try lookUp("\(other)", 1) }
    #expect(
      try lookUp(Directories.number, 1) == .institution(name: name, from: .source),
      "what is kept is bounded")
    #expect(throws: ActionFailure.self) { try lookUp(Directories.number, 3) }
  }

  @Test mutating func aFileIsFetchedOnceAndItsBytesAreVerified() throws {
    let bytes = Array("some text".utf8)
    let source = try scratch.file("source", bytes)
    let request = DemoAction.Request.fetch(source: source, checksum: checksum(bytes))
    var action = try action()
    #expect(try action.invoke(request, log: &log) == .file(bytes: 9, from: .source))
    try FileManager.default.removeItem(atPath: source)
    #expect(try action.invoke(request, log: &log) == .file(bytes: 9, from: .kept))
    let kept = try #require(scratch.names.first { $0.hasPrefix("fetched-") })
    _ = try scratch.file(kept, text: "other text")
    #expect(throws: ActionFailure.self, "nothing is at the source any more") {
      _ = try action.invoke(request, log: &log)
    }
    _ = try scratch.file("source", bytes)
    #expect(try action.invoke(request, log: &log) == .file(bytes: 9, from: .source))
    #expect(log.lines.contains("the kept file is damaged and fetched anew"))
  }

  @Test mutating func whatIsNotTheFileIsRefusedAndNothingLeavesTheScratchFolder() throws {
    let source = try scratch.file("source", text: "x")
    var action = try action()
    let before = scratch.names
    for checksum in ["", "../../escaped", checksum([1])] {
      #expect(throws: ActionFailure.self) {
        _ = try action.invoke(.fetch(source: source, checksum: checksum), log: &log)
      }
    }
    #expect(scratch.names == before)
  }
}
