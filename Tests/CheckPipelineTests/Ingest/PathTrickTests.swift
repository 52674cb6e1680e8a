import CheckActions
import Foundation
import Testing

@testable import CheckPipeline

/// Folders whose names are made to lead elsewhere, to harm a terminal or to be lost.
@Suite(.timeLimit(.minutes(10))) struct PathTrickTests {
  private let bench: Bench
  private let folder: String

  init() throws {
    bench = try Bench(inMemory: true)
    folder = bench.root + "/in"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Makes a file by its name's bytes, which need not be text.
  private func make(_ name: [UInt8], _ bytes: [UInt8] = []) throws {
    let path = (Array("\(folder)/".utf8) + name + [0]).map { CChar(bitPattern: $0) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try #require(write(descriptor, bytes, bytes.count) == bytes.count)
  }

  private func fronts(_ plan: IngestPlan) -> [[UInt8]] {
    plan.submissions.map { Array($0.front.description.utf8.dropFirst(folder.utf8.count + 1)) }
  }

  @Test func namesOfAnyTextAreTakenAsTheyAre() async throws {
    let names = [
      "-rf@b^1^1.01^1.png", "a\n@b^1^1.02^1.png", "\u{1B}[31m^1^1.03^1.png", "^1^1.04^\u{202E}.png",
      "^1^1.05^e\u{301}.png", "^1^1.06^\u{E9}.png", "^1^1.07^\u{1F9FE}\u{200D}.png",
      "^1^1.08^ .png",
      "^1^1.09^\u{301}.png", "^1^1.10^\\..\\.png", "^1^1.11^%2e%2e%2f.png",
      "^1^1.12^*?$(x)`x`'\".png",
      "^1^1.13^" + String(repeating: "n", count: 238) + ".png",
    ]
    for (index, name) in names.enumerated() {
      try make(Array(name.utf8), Lines.picture(serial: "\(index + 1)"))
    }
    let plan = try IngestPlan(folder: folder)
    // Two have no address, and in one an accent makes another character of what parts it.
    let told = ["a\n@b^1^1.02^1.png", "\u{1B}[31m^1^1.03^1.png", "^1^1.09^\u{301}.png"]
    #expect(Set(plan.problems.map(\.file)) == Set(told))
    #expect(Set(fronts(plan) + plan.problems.map { Array($0.file.utf8) }).count == names.count)
    let pipeline = try await bench.open()
    let summary = try await pipeline.ingest(plan, slots: 1)
    #expect(summary.problems == plan.problems)
    let items = try await pipeline.items(of: summary)
    #expect(items.allSatisfy { $0.check.state == .deposited && !$0.isReplay })
    #expect(items.count == names.count - told.count)
  }

  /// Foundation shows each as U+FFFD, which may be another file's name.
  @Test func namesThatAreNoTextAreTold() throws {
    let (start, ending) = (Array("^1^5^".utf8), Array(".png".utf8))
    for middle: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]] {
      try make(start + middle + ending)
    }
    let shown = start + Array("\u{FFFD}".utf8) + ending
    try make(shown)
    try make([0xFF] + Array("notes.txt".utf8))
    let plan = try IngestPlan(folder: folder)
    #expect(fronts(plan) == [shown])
    #expect(plan.problems.map(\.reason) == Array(repeating: .nameIsNoText, count: 4))
  }

  /// Two files to the system and one name to Swift: listing one of them hides no other.
  @Test func namesThatAreWrittenInTwoWaysAreTwo() throws {
    let (composed, decomposed) = ("^1^5^\u{E9}.png", "^1^5^e\u{301}.png")
    #expect(composed == decomposed)
    for name in [composed, decomposed, "manifest.csv"] {
      try make(
        Array(name.utf8),
        name == "manifest.csv" ? Array("front,account,amount\n\(composed),1,5".utf8) : [])
    }
    #expect(
      try fronts(IngestPlan(folder: folder)) == [composed, decomposed].map { Array($0.utf8) })
  }

  @Test func nothingOutsideIsReached() async throws {
    let outside = bench.root + "/\u{301}out"
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    let secret = outside + "/\u{301}x.png"
    try Data(Lines.picture()).write(to: URL(fileURLWithPath: secret))
    let names = [
      "../\u{301}out/\u{301}x.png", secret, "..", ".", "/", "./a.png", "a.png/", "//etc/passwd",
    ]
    let lines =
      names.map { "\"\($0)\",1,5\n" }.joined() + "link.png,1,5\nfolder.png,1,5\npipe.png,1,5\n"
    try make(Array("manifest.csv".utf8), Array(("front,account,amount\n" + lines).utf8))
    #expect(symlink(secret, folder + "/link.png") == 0)
    #expect(mkdir(folder + "/folder.png", 0o700) == 0)
    #expect(mkfifo(folder + "/pipe.png", 0o600) == 0)
    let pipeline = try await bench.open()
    let summary = try await pipeline.ingest(IngestPlan(folder: folder), slots: 1)
    #expect(summary.receipts.isEmpty)
    #expect(summary.problems.prefix(names.count).map(\.reason) == names.map { .outsideFolder($0) })
    #expect(
      summary.problems.dropFirst(names.count).map(\.file) == ["link.png", "folder.png", "pipe.png"])
  }

  @Test func aManifestThatIsNoFileStopsTheIngest() throws {
    #expect(mkfifo(folder + "/manifest.csv", 0o600) == 0)
    #expect(throws: Manifest.Failure.self) { try IngestPlan(folder: folder) }
  }

  @Test func aHundredThousandFilesAreLookedThrough() throws {
    let count = 100_000
    for index in 0..<count {
      try make(Array((index % 2 == 0 ? "\(index).png" : "^1^5^\(index).png").utf8))
    }
    let plan = try IngestPlan(folder: folder)
    #expect(plan.submissions.count == count / 2)
    #expect(plan.problems.count == count / 2)
  }
}
