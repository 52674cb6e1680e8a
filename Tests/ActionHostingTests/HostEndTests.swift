@_spi(Fuzzing) import ActionHosting
import CheckActions
import Testing

@Suite struct HostEndTests {
  @Test func theExamplesAreAnswersOfEveryAction() throws {
    let environment = ActionEnvironment(scratchFolder: "/data/s", routingFolder: "/data/r")
    let examples = try HostEnd.examples(in: environment)
    let found = HostEnd.read(pieces: examples, in: environment)
    #expect(found.count == examples.count)
    for action in ActionName.allCases {
      #expect(found.contains { $0.hasPrefix("done 1 \(action.rawValue)(") }, "\(action)")
    }
  }
}
