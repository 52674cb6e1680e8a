import CheckActions
import CheckRendering
import Testing

/// What the sample set must give, as the program prints it.
struct SampleExpectations {
  let set: SampleSet

  init() throws { set = try SampleSet(routingNumbers: SyntheticDirectory.routingNumbers) }

  /// Compares an ingest's objects, or those of `list`, with what the set says.
  func check(_ objects: [[String: Any]]) {
    var states: [String: String] = [:]
    for object in objects {
      guard let file = object["file"] as? String else { continue }
      states[file] = object["state"] as? String
    }
    #expect(states.count == set.samples.count)
    for sample in set.samples {
      let state = states[sample.file]
      if let twin = sample.twin {
        // Of twins either may come first, and exactly one is deposited.
        #expect(Set([state, states[twin]]) == ["deposited", "rejected"], "\(sample.file)")
        continue
      }
      #expect(state == sample.outcome.rawValue, "\(sample.file)")
      let reasons = objects.first { $0["file"] as? String == sample.file }?["reasons"]
      let codes = (reasons as? [[String: Any]])?.compactMap { $0["reason"] as? String } ?? []
      if let reason = sample.reason {
        #expect(codes.contains(reason), "\(sample.file): \(codes)")
      } else {
        #expect(codes.isEmpty, "\(sample.file): \(codes)")
      }
    }
  }
}
