import CashLetter
import CheckActions
import CheckImaging
import Foundation
import Testing

@testable import CheckPipeline

/// What a letter says of the quality of its pictures.
@Suite struct LetterAnalysisTests {
  private func figures(_ change: (inout QualityFigures) -> Void) -> QualityFigures {
    var figures = QualityFigures(measuring: GrayImage(width: 1200, height: 550))
    let good: [QualityMeasure: Double] = [
      .skew: 0.3, .brightness: 230, .contrast: 200, .focus: 0.6, .inkShare: 0.05, .noise: 1,
      .specks: 0, .streaks: 0, .missingCorner: 0, .emptyEdge: 0.1, .bytes: 9000,
    ]
    for (measure, value) in good { figures[measure] = value }
    change(&figures)
    return figures
  }

  /// The digits of record 54 that a side's figures give, from `quality` to `too large`.
  private func digits(
    _ side: CheckSide = .front, _ change: (inout QualityFigures) -> Void = { _ in }
  ) -> String {
    let record = LetterAnalysis(figures(change), side: side, rules: QualityRules())
      .record(readsLine: nil)
    return [
      record.quality, record.usability, record.ownTest, record.partial, record.skew,
      record.piggyback, record.lightOrDark, record.streaks, record.tooSmall, record.tooLarge,
    ].compactMap { $0 }.joined()
  }

  @Test func eachDefectHasItsPlace() {
    #expect(digits() == "2202202222")
    #expect(digits { $0[.skew] = 11 } == "1202102222")
    #expect(digits { $0[.brightness] = 20 } == "1202201222")
    #expect(digits { $0[.contrast] = 20 } == "1102201222")
    #expect(digits { $0[.inkShare] = 0.005 } == "1202201222")
    #expect(digits { $0[.streaks] = 1 } == "1202202122")
    #expect(digits { $0[.missingCorner] = 0.3 } == "1201202222")
    #expect(digits { $0[.emptyEdge] = 0.8 } == "1201202222")
    #expect(digits { $0[.bytes] = 100 } == "1202202212")
    #expect(digits { $0[.bytes] = 300_000 } == "1202202221")
    #expect(digits { $0[.focus] = 0.01 } == "1102202222")
  }

  @Test func whatWasNotTestedIsSaidToBe() {
    #expect(digits(.back) == "2202002200")
    #expect(digits { $0[.skew] = nil } == "2202002222")
    var rules = QualityRules(limits: [.bytes: QualityLimits(reviewAbove: 5)])
    let large = LetterAnalysis(figures { _ in }, side: .front, rules: rules)
    #expect(large.isTooSmall == nil && large.isTooLarge == true && large.isSkewed == nil)
    rules.limits = [:]
    let none = LetterAnalysis(figures { _ in }, side: .front, rules: rules)
    #expect(none.isPartial == nil && none.isLightOrDark == nil && none.hasStreaks == nil)
  }

  @Test func aLetterTellsTheQualityOfEachMeasuredPicture() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...2)
    let quality = MeasuredFigures(
      quality: figures { $0[.skew] = 12 }, rearQuality: figures { _ in })
    try await pipeline.parts.store.write { db in
      try Checks.storeResult(
        db, check: ids[1], action: .image, response: try JSON.encode(quality))
    }
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    let bytes = try await pipeline.file(of: letter)
    #expect(try checkedItems(bytes).count == 2)
    #expect(try analyses(bytes) == ["112", "200"], "of the second check alone, front and rear")

    _ = try await pipeline.dropLetter(letter.id, by: "ada", reason: "again")
    let silent = letterPolicy { $0.profile.dialect.tellsQuality = false }
    let other = try #require(try await pipeline.createLetter(silent, by: "ada"))
    #expect(try await analyses(pipeline.file(of: other)) == [])
  }

  /// Quality, skew and the line of each record 54.
  private func analyses(_ bytes: [UInt8]) throws -> [String] {
    var reader = CashLetterReader(oneGo(bytes))
    var found: [String] = []
    while let event = try reader.next() {
      guard case .record(let record) = event,
        let analysis = record.record(ImageViewAnalysisLayout.self)
      else { continue }
      found.append([analysis.quality, analysis.skew, analysis.line].compactMap { $0 }.joined())
    }
    return found
  }

  /// A profile that was stored before there was a choice, and an entry before there were figures.
  @Test func whatWasStoredEarlierIsReadAndSaysNothing() throws {
    var profile = try #require(
      try JSONSerialization.jsonObject(
        with: Data(JSON.encode(LetterProfile.sample).utf8)) as? [String: Any])
    var dialect = try #require(profile["dialect"] as? [String: Any])
    dialect["tellsQuality"] = nil
    profile["dialect"] = dialect
    let text = try JSONSerialization.data(withJSONObject: profile)
    #expect(try JSONDecoder().decode(LetterProfile.self, from: text) == .sample)
    let entry = try JSON.decode(
      LetterEntry.self,
      from: """
        {"account":"5","amountCents":5,"depositDate":"20261124","front":"f","isLineCorrected":false,
        "isRearActual":true,"onUs":"1/","payorRouting":"021904567","rear":"r"}
        """)
    let check = try entry.outgoing(sequence: 1) { _ in [] }
    #expect(check.front.analysis == nil && check.rear.analysis == nil)
  }
}

/// As the image action's response has them.
private struct MeasuredFigures: Encodable {
  var quality: QualityFigures
  var rearQuality: QualityFigures
}
