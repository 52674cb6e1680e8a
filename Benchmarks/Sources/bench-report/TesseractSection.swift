import BenchmarkOutput
import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs
import MICR

/// The reader on whole pictures, beside Tesseract on the line alone, cut out for it.
///
/// Tesseract's own program with the English model: models for E-13B are not packaged, and have a
/// network of the same kind, so the time is comparable, and what it reads is not.
struct TesseractSection {
  private static let pictures: UInt64 = 24
  private static let firstSeed: UInt64 = 515_000_000

  private let program: String
  private let scratch: ScratchFolder

  static func report(in scratch: ScratchFolder) throws {
    say("\nReading: \(pictures) clean scans, processor time for each")
    guard let program = Self.program else {
      return say("  skipped: there is no tesseract (Debian's tesseract-ocr)")
    }
    try TesseractSection(program: program, scratch: scratch).measure()
  }

  private static var program: String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/tesseract" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private func measure() throws {
    let reader = MICRReader()
    var times: [Duration] = []
    var bands: [String] = []
    for seed in 0..<Self.pictures {
      let scan = RenderedCheck(.cleanScan, seed: Self.firstSeed + seed).image
      let start = Self.processorTime(Self.own)
      let reading = reader.read(scan)
      times.append(Self.processorTime(Self.own) - start)
      guard let band = Self.band(of: reading), let cut = scan.cropped(to: band) else { continue }
      bands.append("\(scratch.path)/band-\(seed).png")
      try Data(PNGCodec.encode(cut)).write(to: URL(filePath: bands[bands.count - 1]))
    }
    guard let first = bands.first, bands.count > 1 else { return say("  no line was read") }
    // What one takes alone is mostly the program's start.
    let (one, all) = (try recognise([first]), try recognise(bands))
    let each = (all - one) / (bands.count - 1)
    let ours = Durations(times).median
    say("  the reader, on the whole picture: \(ours.text), median")
    say("  tesseract, on the line cut out:   \(each.text), mean, its start left out")
    say("  tesseract takes \((each / ours).rounded(toDigits: 2)) times as long")
  }

  /// The line with some paper around it.
  private static func band(of reading: MICRReading) -> PixelBox? {
    let boxes = reading.characters.map(\.box)
    guard let left = boxes.map(\.x).min(), let top = boxes.map(\.y).min(),
      let right = boxes.map({ $0.x + $0.width }).max(),
      let bottom = boxes.map({ $0.y + $0.height }).max()
    else { return nil }
    let margin = (bottom - top) / 2
    let (x, y) = (max(0, left - margin), max(0, top - margin))
    return PixelBox(
      x: x, y: y, width: right + margin - x, height: bottom + margin - y)
  }

  /// The processor's time of one process that recognises pictures of one line each.
  private func recognise(_ files: [String]) throws -> Duration {
    let list = "\(scratch.path)/list-\(files.count).txt"
    try files.map { $0 + "\n" }.joined().write(toFile: list, atomically: false, encoding: .utf8)
    let child = Process()
    child.executableURL = URL(filePath: program)
    child.arguments = [list, "\(scratch.path)/text", "--psm", "7"]
    child.environment = ProcessInfo.processInfo.environment
      .merging(["OMP_THREAD_LIMIT": "1"]) { $1 }
    child.standardError = FileHandle.nullDevice
    let start = Self.processorTime(Self.children)
    try child.run()
    child.waitUntilExit()
    guard child.terminationStatus == 0 else {
      throw ChildProcess.Failed(status: child.terminationStatus)
    }
    return Self.processorTime(Self.children) - start
  }

  #if os(Linux)
    private static let own = Int32(RUSAGE_SELF.rawValue)
    private static let children = Int32(RUSAGE_CHILDREN.rawValue)
  #else
    private static let (own, children) = (RUSAGE_SELF, RUSAGE_CHILDREN)
  #endif

  private static func processorTime(_ whose: Int32) -> Duration {
    var usage = rusage()
    getrusage(whose, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(.zero) {
      $0 + .seconds(Int64($1.tv_sec)) + .microseconds(Int64($1.tv_usec))
    }
  }
}
