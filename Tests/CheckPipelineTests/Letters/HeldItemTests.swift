import CashLetter
import CheckActions
import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs
import Testing

@testable import CheckPipeline

@Suite struct HeldItemTests {
  @Test func withoutARearSideItIsHeldUnlessThePolicyMakesOne() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let with = try await pipeline.depositForLetters(bench, 1...1)
    let without = try await pipeline.depositForLetters(bench, 2...2, hasRear: false)
    let held = try await pipeline.heldItems(letterPolicy())
    #expect(held.map(\.check) == without)
    #expect(held.map(\.reason) == [.noRear])
    let first = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    #expect(try await pipeline.letter(first.id).items.map(\.check) == with)
    let policy = letterPolicy {
      $0.makesRearSides = true
      $0.depositorNames = ["55002": "Dana Example"]
    }
    let second = try #require(try await pipeline.createLetter(policy, by: "ada"))
    let item = try #require(try await pipeline.letter(second.id).items.first)
    #expect(item.check == without[0])
    #expect(!item.isRearActual)
    var reader = CashLetterReader(oneGo(try await pipeline.file(of: second)))
    var indicators: [String?] = []
    while let event = try reader.next() {
      guard case .record(let record) = event,
        let view = record.record(ImageViewDetailLayout.self)
      else { continue }
      indicators.append(view.indicator)
    }
    #expect(indicators == ["1", "2"])
  }

  @Test func aRearSideThatIsMadeSaysWhatItIs() throws {
    let date = try #require(LetterDate("20261124"))
    func rear(_ depositor: String?) throws -> [UInt8] {
      try GeneratedRear(
        width: 1200, height: 550, dpi: 200, bank: "Finger Lakes CU", depositor: depositor,
        account: "55001", date: date
      ).encoded()
    }
    let bytes = try rear("Dana Example")
    #expect(try rear("Dana Example") == bytes)
    #expect(try rear(nil) != bytes)
    #expect(ExchangeTIFF.faults(in: bytes).isEmpty)
    let picture = try ImageDecoder.decodeGray(bytes)
    #expect(picture.width == 1200 && picture.height == 550)
    let ink = picture.pixels.count { $0 < 128 }
    #expect((2000...80_000).contains(ink))
  }

  @Test func aLineThatDoesNotFitTheRecordIsHeld() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    for (line, words) in [
      ("A1234D567A 123456C", "not one of the US"),
      ("A\(Lines.routing[0])A 123456789012345678901C", "22 characters"),
      ("C1234567890123456C A\(Lines.routing[0])A 12C", "more than the 15"),
    ] {
      do throws(LetterLine.Misfit) {
        _ = try LetterLine(line)
        Issue.record("\(line) was taken")
      } catch {
        #expect(error.reason.contains(words))
      }
    }
    let ids = try await pipeline.depositForLetters(bench, 1...1)
    try await pipeline.sql("UPDATE checks SET line = 'A1234D567A 123456C' WHERE id = ?", [ids[0]])
    #expect(try await pipeline.heldItems(letterPolicy()).map(\.reason) == [.line])
    #expect(try await pipeline.createLetter(letterPolicy(), by: "ada") == nil)
  }

  @Test(arguments: [
    ("A021904567A 0012D345C 1042", "0012-345/1042", nil, nil),
    ("C001042C A021904567A 12345C", "12345/", "001042", nil),
    ("4A021904567A 12345C 7", "12345/7", nil, "4"),
  ])
  func symbolsAreWrittenAsTheRecordHasThem(
    line: String, onUs: String, auxiliary: String?, code: String?
  ) throws {
    let written = try LetterLine(line)
    #expect(written.payorRouting == "021904567")
    #expect(written.onUs == onUs)
    #expect(written.auxiliaryOnUs == auxiliary)
    #expect(written.externalProcessingCode == code)
  }

  @Test func anIllegiblePictureIsHeldUntilAPersonReleasesIt() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let fine = try await pipeline.depositForLetters(
      bench, 1...1, read: { $0.replacingOccurrences(of: " ", with: "") })
    let ids = try await pipeline.depositForLetters(
      bench, 2...2, read: { $0.replacingOccurrences(of: "9C", with: "4C") })
    let held = try await pipeline.heldItems(letterPolicy())
    #expect(held.map(\.check) == ids)
    #expect(held.map(\.reason) == [.illegible])
    await #expect(throws: LetterError.notHeld(fine[0])) {
      try await pipeline.releaseToLetters(fine[0], letterPolicy(), by: "ada", note: "")
    }
    try await pipeline.releaseToLetters(ids[0], letterPolicy(), by: "ada", note: "by eye")
    #expect(try await pipeline.heldItems(letterPolicy()) == [])
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    #expect(letter.items == 2)
  }

  @Test func thePicturesOfRealChecksAreReadAgain() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let statement = try DepositStatement(account: "55", amount: Cents(1999))
    var ids: [CheckID] = []
    for (serial, seed) in [("1042", 1), ("1043", 2)] {
      let front = try bench.file("\(serial).png", Lines.picture(serial: serial, seed: UInt64(seed)))
      let rear = try bench.file("\(serial)-rear.png", Lines.picture(serial: serial, seed: 9))
      ids.append(
        try await pipeline.submit(Submission(front: front, back: rear, statement: statement)).check)
    }
    try await pipeline.finish(ids)
    #expect(try await pipeline.states(ids) == [.deposited, .deposited])
    // What the bank would get of the second one is another check's picture.
    let other = try #require(
      try await pipeline.details(ids[0]).images.first { $0.side == .front && $0.kind == .bitonal })
    let bytes = try other.reference.read()
    try await pipeline.setBankPicture(.front, of: ids[1], bytes)
    var seen = LetterProgress()
    let letter = try #require(
      try await pipeline.createLetter(letterPolicy(), by: "ada", progress: { seen = $0 }))
    #expect((seen.seen, seen.taken, seen.held) == (2, 1, 1))
    #expect(try await pipeline.letter(letter.id).items.map(\.check) == [ids[0]])
    let held = try #require(try await pipeline.heldItems(letterPolicy()).first)
    #expect(held.check == ids[1])
    #expect(held.bankLine?.filter { $0 != " " }.hasSuffix("1042") == true)
    #expect(
      bench.names(in: bench.folder.containers).allSatisfy { name in
        bench.names(in: "\(bench.folder.containers)/\(name)").isEmpty
      })
  }
}
