import BenchmarkOutput
import CashLetter
import Foundation

/// One step with a letter in a process of its own, which tells what it took.
enum LetterChild {
  /// How this program is called for it.
  static let command = "letter-and-tell"

  enum Step: String, CaseIterable {
    case write
    case copy
    case read
    case verify
    case verifyImages = "verify, unpack"

    static func letter(in folder: String) -> String { "\(folder)/letter.x937" }
  }

  struct Failed: Error {
    var status: Int32
  }

  struct Told {
    var peakBytes: Double
    var seconds: Double
  }

  static func run(_ step: Step, of count: Int, in folder: String) throws -> Told {
    let parts = try ChildProcess.lines([command, step.rawValue, "\(count)", folder])
    guard parts.count == 2, let peak = Double(parts[0]), let seconds = Double(parts[1]) else {
      throw Failed(status: 0)
    }
    return Told(peakBytes: peak, seconds: seconds)
  }

  /// What the child does.
  static func tell(_ step: String, _ count: String, _ folder: String) throws {
    guard let step = Step(rawValue: step), let count = Int(count) else {
      throw Failed(status: 64)
    }
    let time = try ContinuousClock().measure { try take(step, count, folder) }
    say("\(ChildProcess.peakBytes())\t\(time.seconds)")
  }

  private static func take(_ step: Step, _ count: Int, _ folder: String) throws {
    let letter = Step.letter(in: folder)
    switch step {
    case .write: try write(count, to: letter, folder)
    case .copy:
      let (file, copy) = (try Input(letter), try Output("\(letter).copy"))
      while true {
        let piece = try file.next()
        if piece.isEmpty { break }
        try copy.write(piece)
      }
      try copy.flush()
    case .read:
      let file = try Input(letter)
      var reader = CashLetterReader { try file.next() }
      while try reader.next() != nil {}
    case .verify, .verifyImages:
      let file = try Input(letter)
      var options = LetterVerifier.Options()
      options.unpacksImages = step == .verifyImages
      let summary = try LetterVerifier.verify({ try file.next() }, options: options) { _ in }
      guard summary.isClean, summary.totals.items == count else { throw Failed(status: 5) }
    }
  }

  private static func write(_ count: Int, to letter: String, _ folder: String) throws {
    var sides: [[UInt8]] = []
    while let data = try? Data(contentsOf: URL(filePath: "\(folder)/side-\(sides.count).tif")) {
      sides.append(Array(data))
    }
    guard !sides.isEmpty, let day = LetterDate("20261124"),
      let time = LetterTime(hour: 9, minute: 5)
    else { throw Failed(status: 1) }
    var profile = LetterProfile.sample
    profile.dialect.itemsPerLetter = count
    let output = try Output(letter)
    var writer = try CashLetterWriter(
      profile: profile,
      letter: LetterFacts(
        letterID: "A1", businessDate: day, creationDate: day, creationTime: time)
    ) { try output.write($0) }
    for number in 1...count {
      let (front, rear) = (sides[number % sides.count], sides[(number + 1) % sides.count])
      try writer.add(
        OutgoingCheck(
          payorRouting: "021904567", onUs: "12345678/\(1000 + number % 9000)",
          amountCents: 1000 + number, sequence: number, depositDate: day, account: "55667788",
          front: .init(image: front), rear: .init(image: rear)))
    }
    _ = try writer.finish()
    try output.flush()
  }
}

private let pieceBytes = 1 << 18

/// A file that is read in pieces.
private final class Input {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LetterChild.Failed(status: errno) }
  }

  deinit { close(descriptor) }

  func next() throws -> [UInt8] {
    let piece = [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
    return piece
  }
}

/// A new file that is written in pieces.
private final class Output {
  private let descriptor: Int32
  private var pending: [UInt8] = []

  init(_ path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw LetterChild.Failed(status: errno) }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws {
    pending += bytes
    if pending.count >= pieceBytes { try flush() }
  }

  func flush() throws {
    var done = 0
    while done < pending.count {
      let wrote = pending.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      guard wrote > 0 else { throw LetterChild.Failed(status: errno) }
      done += wrote
    }
    pending.removeAll(keepingCapacity: true)
  }
}
