import BenchmarkOutput
import CheckActions
import CheckImaging
@_spi(Benchmarking) import CheckPipeline
import Foundation
import ImageCodecs
import MICR

/// Where the time of a check goes, stage by stage and one at a time, beside libpng alone.
struct StagesSection {
  private static let pictures = 16
  private static let rounds = 12

  /// What one stage needs of a picture, made before anything is timed.
  private struct Material {
    var bytes: [UInt8]
    var picture: GrayImage
    var archive: [[UInt8]]
    var scratchFile: String

    init(file: String, in scratch: ScratchFolder) throws {
      bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
      picture = try ImageDecoder.decodeGray(bytes)
      archive = try StagesSection.copies(picture) + [StagesSection.bitonal(picture)]
      scratchFile = "\(scratch.path)/picture.gray"
    }
  }

  static func report(in scratch: ScratchFolder) async throws {
    let checks = try await CheckFolder(
      drawing: pictures, dpi: 200, in: "\(scratch.path)/pictures")
    say("\nStages of a check: \(pictures) grey PNGs of 1200 x 550, \(rounds) times each, one core")
    let material = try checks.files.map { try Material(file: $0, in: scratch) }
    let baseline = Durations(
      try (0..<rounds).flatMap { _ in
        try checks.files.map { file in
          try ContinuousClock().measure { try LibPNG.decode(file: file) }
        }
      })
    var table = TextTable(["", "median", "p95", "stage/libpng"])
    var sum = Duration.zero
    func add(_ name: String, _ durations: Durations) {
      sum += durations.median
      table.add([
        name, durations.median.text, durations.percentile95.text,
        (durations.median / baseline.median).rounded(toDigits: 2),
      ])
    }
    for (name, stage) in pureStages { add(name, try measure(material, stage)) }
    add("sync", try await measureSync(material, in: scratch))
    add("commit", Durations([try await StoreSection.timeOfACheck(in: scratch)]))
    table.add(["all", sum.text, "", (sum / baseline.median).rounded(toDigits: 2)])
    table.add(["libpng alone", baseline.median.text, baseline.percentile95.text, "1"])
    table.print()
  }

  private static let reader = MICRReader()

  private static let pureStages: [(String, @Sendable (Material) throws -> Void)] = [
    ("decode", { _ = try ImageDecoder.decodeGray($0.bytes) }),
    (
      "normalise",
      { material in
        try? FileManager.default.removeItem(atPath: material.scratchFile)
        let written = try NormalisedPicture(writing: material.picture, to: material.scratchFile)
        // The host looks at it once, and the reader once.
        for _ in 0..<2 { _ = written.load() }
      }
    ),
    ("measure", { _ = QualityFigures(measuring: $0.picture) }),
    ("copies", { _ = try copies($0.picture) }),
    ("bitonal", { _ = try bitonal($0.picture) }),
    ("hash", { material in for image in [material.bytes] + material.archive { hash(image) } }),
    ("read", { _ = reader.read($0.picture) }),
  ]

  private static func copies(_ picture: GrayImage) throws -> [[UInt8]] {
    let half = picture.halved()
    return try [half, half.halved()].map { try PNGCodec.encode($0, effort: .fast) }
  }

  private static func bitonal(_ picture: GrayImage) throws -> [UInt8] {
    try TIFFCodec.encodeGroup4(BinaryImage(blockwiseSauvola: picture, radius: 20), dpi: 200)
  }

  private static func hash(_ bytes: [UInt8]) { _ = ImageHash(of: bytes) }

  private static func measure(
    _ material: [Material], _ stage: (Material) throws -> Void
  ) throws -> Durations {
    Durations(
      try (0..<rounds).flatMap { _ in
        try material.map { item in try ContinuousClock().measure { try stage(item) } }
      })
  }

  /// As many checks at a time as a machine of this many cores has in hand.
  private static func measureSync(
    _ material: [Material], in scratch: ScratchFolder
  ) async throws -> Durations {
    let probe = ImageProbe(
      try await Pipeline.open(
        PipelineConfiguration(folder: DataFolder("\(scratch.path)/images"))))
    var durations: [Duration] = []
    for round in 0..<UInt8(rounds) {
      let start = ContinuousClock.now
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, item) in material.enumerated() {
          if number >= Pipeline.standardSlots { try await group.next() }
          // Other bytes in each round, since what is there is not written again.
          let images = ([item.bytes] + item.archive).map { $0 + [round] }
          group.addTask { try await probe.store(images) }
        }
        try await group.waitForAll()
      }
      durations.append(start.duration(to: .now) / material.count)
    }
    return Durations(durations)
  }
}
