import CashLetter
import CheckImaging
import Foundation
import ImageCodecs

/// Letters' files that tests make.
enum LetterFiles {
  /// The account of the on-us field, and that of the deposit.
  static let (payorAccount, account) = ("98765432", "55667788")

  /// Makes a letter of two checks, numbers 71 and 72.
  static func letter(_ profile: LetterProfile = asciiProfile) throws -> [UInt8] {
    let day = LetterDate("20261124")!
    let facts = LetterFacts(
      letterID: "A1", businessDate: day, creationDate: day,
      creationTime: LetterTime(hour: 9, minute: 5)!)
    var bytes: [UInt8] = []
    var writer = try CashLetterWriter(profile: profile, letter: facts) { bytes += $0 }
    for number in [71, 72] {
      try writer.add(
        OutgoingCheck(
          payorRouting: "021904567", onUs: payorAccount + "/", auxiliaryOnUs: "10\(number)",
          amountCents: 123_400 + number, sequence: number, depositDate: day, account: account,
          front: .init(image: try image(8)), rear: .init(image: try image(20))))
    }
    _ = try writer.finish()
    return bytes
  }

  /// Text in the clear, so that a test can change it.
  static var asciiProfile: LetterProfile {
    var profile = LetterProfile.sample
    profile.dialect.encoding = .ascii
    return profile
  }

  /// A letter in which text is replaced, the first time that it occurs.
  static func damaged(_ changes: [(String, String)]) throws -> [UInt8] {
    var data = Data(try letter())
    for (old, new) in changes {
      guard let range = data.range(of: Data(old.utf8)) else { throw CocoaError(.formatting) }
      data.replaceSubrange(range, with: Data(new.utf8))
    }
    return Array(data)
  }

  static func image(_ row: Int) throws -> [UInt8] {
    var pixels = [UInt8](repeating: 255, count: 64 * 32)
    for column in 4..<60 { pixels[row * 64 + column] = 0 }
    let gray = GrayImage(width: 64, height: 32, pixels: pixels)
    return try TIFFCodec.encodeGroup4(BinaryImage(gray, upTo: 127))
  }

  /// Gives `body` a folder with these files.
  static func withFiles(
    _ files: [String: [UInt8]], _ body: (Program, String) throws -> Void
  ) throws {
    try Program.withData { program throws in
      try FileManager.default.createDirectory(
        atPath: program.data, withIntermediateDirectories: true)
      for (name, bytes) in files {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(program.data)/\(name)"))
      }
      try body(program, program.data)
    }
  }
}
