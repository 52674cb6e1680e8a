import CheckActions
import Testing

@testable import CheckPipeline

@Suite(.patience) struct WarmDemoTests {
  @Test func tellsWhatAWarmContainerKeepsAndAColdOneDoesNot() async throws {
    let bench = try Bench()
    let chapters = try await WarmDemo.run(in: bench.root)
    #expect(bench.names(in: bench.root) == [], "nothing is left behind")
    try #require(chapters.count == 3)

    let counter = chapters[0].scenes.map(\.steps)
    #expect(
      counter.map { $0.map(\.response) }
        == [[.count(1), .count(2), .count(3)], [.count(4), .count(1)], [.count(1)]])
    #expect(
      counter.map { $0.map(\.container) }
        == [["demo-1", "demo-1", "demo-1"], ["demo-1", "demo-2"], ["demo-3"]])
    #expect(
      counter.map { $0.map(\.isCold) } == [[true, false, false], [false, true], [true]])

    let queries = chapters[1].scenes.flatMap(\.steps)
    #expect(
      queries.map(\.response) == [
        .institution(name: "HARBOR LIGHT SAVINGS BANK", from: .source),
        .institution(name: "HARBOR LIGHT SAVINGS BANK", from: .kept),
        .institution(name: "HUDSON FERRY TRUST", from: .source),
        .institution(name: "HUDSON FERRY TRUST", from: .kept),
        .institution(name: "HARBOR LIGHT NATIONAL BK", from: .source),
        .institution(name: "HARBOR LIGHT NATIONAL BK", from: .kept),
      ])
    #expect(queries.allSatisfy { !$0.isCold })

    let files = chapters[2].scenes.flatMap(\.steps)
    let bytes = SyntheticDirectory.text.utf8.count * 1000
    #expect(
      files.map(\.response) == [
        .file(bytes: bytes, from: .source), .file(bytes: bytes, from: .kept),
        .file(bytes: bytes, from: .source), .file(bytes: bytes, from: .kept),
      ])
    #expect(files.map(\.isCold) == [false, false, true, false])
    for step in chapters.flatMap(\.scenes).flatMap(\.steps) where !step.isCold {
      #expect(step.initMicroseconds == 0)
    }
  }
}
