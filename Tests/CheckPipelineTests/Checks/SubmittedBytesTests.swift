import CheckActions
import CheckRendering
import CheckStore
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct SubmittedBytesTests {
  /// A submission of bytes, with a rear where one is given.
  private func submission(
    _ front: [UInt8], rear: [UInt8]? = nil, name: String = "front.png", cents: Int = 1999,
    key: String? = nil
  ) throws -> Submission {
    Submission(
      front: .bytes(front, name: name), back: rear.map { .bytes($0, name: "rear.png") },
      statement: try DepositStatement(account: "55", amount: Cents(cents)), key: key)
  }

  @Test func frontAndRearAreDeposited() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let (front, rear) = (try Lines.picture(), try Lines.picture(seed: 2))
    let receipt = try await pipeline.submit(submission(front, rear: rear))
    try await pipeline.finish([receipt.check], slots: 1)
    let details = try await pipeline.details(receipt.check)
    #expect(details.check.state == .deposited)
    #expect(details.check.frontName == "front.png")
    #expect(try details.front.read() == front)
    #expect(try #require(details.back).read() == rear)
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
  }

  @Test func theBytesOfAFileAreTheSameCheck() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    #expect(try await pipeline.submit(bench.submission("a")).check == 1)
    let bytes = Array("a".utf8)
    #expect(
      try await pipeline.submit(submission(bytes, name: "b"))
        == Receipt(check: 1, isReplay: true))
    #expect(try await pipeline.submit(submission(bytes, cents: 1)).check == 2)
    #expect(
      try await pipeline.submit(bench.submission("a", cents: 1))
        == Receipt(check: 2, isReplay: true))
    #expect(try await pipeline.submit(submission(bytes, key: "k")).check == 3)
    await #expect(throws: PipelineError.keyReused(key: "k", check: 3)) {
      _ = try await pipeline.submit(bench.submission("b", key: "k"))
    }
    #expect(try await pipeline.checks().count == 3)
  }

  @Test func aFileAndBytesMayBeTheSidesOfOneCheck() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    var mixed = try bench.submission("a")
    mixed.back = .bytes(Array("a".utf8), name: "rear.png")
    let front = mixed.front.description
    await #expect(throws: PipelineError.sameImages(front: front, rear: "rear.png")) {
      _ = try await pipeline.submit(mixed)
    }
    mixed.back = .bytes(Array("b".utf8), name: "rear.png")
    #expect(try await pipeline.submit(mixed).check == 1)
    let bytes = try submission(Array("a".utf8), rear: Array("b".utf8))
    #expect(try await pipeline.submit(bytes) == Receipt(check: 1, isReplay: true))
  }

  @Test func bothKindsHaveTheSameLimit() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.limits.maxBytes = 4 }
    let file = try bench.submission("12345")
    for (submission, name) in [
      (file, file.front.description),
      (try submission(Array("12345".utf8)), "front.png"),
      (try submission([1], rear: Array("12345".utf8)), "rear.png"),
    ] {
      let error = PipelineError.imageTooLarge(name, bytes: 5, limit: 4)
      await #expect(throws: error) { _ = try await pipeline.submit(submission) }
      #expect("\(error)".hasPrefix("\(name) has 5 bytes, more than the limit of 4: scan"))
    }
    let stored = try FileManager.default.subpathsOfDirectory(atPath: bench.folder.images)
    #expect(stored.allSatisfy { ($0 as NSString).lastPathComponent.count != 64 })
    #expect(try await pipeline.checks().isEmpty)
    #expect(try await pipeline.submit(submission(Array("1234".utf8))).check == 1)
    #expect(
      try await pipeline.submit(bench.submission("1234")) == Receipt(check: 1, isReplay: true))
  }

  @Test(arguments: [
    "", ".", "..", "a/b.png", "/", "/etc/passwd", "../a.png", "a/\u{301}b", "a\0b",
    String(repeating: "n", count: 256), String(repeating: "é", count: 128),
  ])
  func aNameThatIsNoFileNameIsRefused(name: String) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let statement = try DepositStatement(account: "55", amount: Cents(1999))
    for submission in [
      Submission(front: .bytes([1], name: name), statement: statement),
      Submission(
        front: .bytes([1], name: "a"), back: .bytes([2], name: name), statement: statement),
    ] {
      let error = PipelineError.badImageName(name)
      await #expect(throws: error) { _ = try await pipeline.submit(submission) }
      #expect("\(error)".hasSuffix("give a file name of 1 to 255 bytes without slashes"))
    }
    #expect(try await pipeline.checks().isEmpty)
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
  }

  /// Everything that a store says of its checks, as text.
  private func rows(_ pipeline: Pipeline) async throws -> [String] {
    let images = try await pipeline.parts.store.read { db in
      try db.rows("SELECT * FROM images ORDER BY hash") { "images: \($0.values)" }
    }
    return try await pipeline.snapshot() + images
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func filesAndBytesLeadToEqualRows(seed: UInt64) async throws {
    let benches = [try Bench(), try Bench()]
    let pipelines = [try await benches[0].open(), try await benches[1].open()]
    var generator = SeededGenerator(seed: seed)
    // Few of each, so that repetitions, duplicates, reused keys and equal sides come up.
    let contents = try [[], Array("no picture".utf8), Lines.picture(), Lines.picture(seed: 2)]
    let names = ["a.png", "d@example.com^55^1.00^1.png", "..\\é\u{301}\n.tif"]
    for step in 0..<24 {
      let (front, rear) = (
        contents.randomElement(using: &generator) ?? [],
        Bool.random(using: &generator) ? contents.randomElement(using: &generator) : nil
      )
      let name = names.randomElement(using: &generator) ?? ""
      let statement = try DepositStatement(
        account: "55", amount: Cents(Int.random(in: 1...3, using: &generator)))
      let key = Int.random(in: 0..<4, using: &generator) == 0 ? "k\(step % 3)" : nil
      let folder = "\(benches[0].root)/\(step)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let file = try benches[0].file("\(step)/\(name)", front)
      let back = try rear.map { try benches[0].file("\(step)/rear of it", $0) }
      let outcomes = [
        await pipelines[0].submit(
          [Submission(front: file, back: back, statement: statement, key: key)])[0],
        await pipelines[1].submit([
          Submission(
            front: .bytes(front, name: name), back: rear.map { .bytes($0, name: "rear of it") },
            statement: statement, key: key)
        ])[0],
      ]
      #expect(Self.text(outcomes[0], without: folder) == Self.text(outcomes[1], without: folder))
    }
    #expect(try await rows(pipelines[0]) == rows(pipelines[1]))
    var ends: [[CheckState]] = []
    for pipeline in pipelines {
      try await pipeline.finish(pipeline.checks().map(\.id), slots: 1)
      ends.append(try await pipeline.checks().map(\.state))
    }
    #expect(ends[0] == ends[1])
    #expect(!ends[0].isEmpty)
  }

  /// An outcome as text, where files are named as bytes are.
  private static func text(_ outcome: Result<Receipt, any Error>, without folder: String) -> String
  {
    switch outcome {
    case .success(let receipt): "\(receipt)"
    case .failure(let error):
      "\(error)".replacingOccurrences(of: "\(folder)/", with: "")
    }
  }
}
