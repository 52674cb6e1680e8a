import CashLetter
import CheckActions
import CheckImaging
import Foundation
import ImageCodecs
import Testing

@testable import CheckPipeline

/// Deposited checks with small pictures for the bank, and the letters that are made of them.
extension Pipeline {
  /// A picture for the bank with a stroke; one of 2,000.
  static func bankPicture(_ row: Int) throws -> [UInt8] {
    var pixels = [UInt8](repeating: 255, count: 64 * 60)
    for column in 4 + row / 56..<60 { pixels[(2 + row % 56) * 64 + column] = 0 }
    return try TIFFCodec.encodeGroup4(
      BinaryImage(GrayImage(width: 64, height: 60, pixels: pixels), upTo: 127))
  }

  /// Takes checks to `deposited`, with pictures that read as `read` says; nothing is drawn or read.
  @discardableResult
  func depositForLetters(
    _ bench: Bench, _ serials: ClosedRange<Int>, hasRear: Bool = true,
    read: (String) -> String = { $0 }
  ) async throws -> [CheckID] {
    var ids: [CheckID] = []
    for serial in serials {
      let line = Lines.personal("\(serial)")
      let check = try await deposit(
        bench, "front \(serial)", line: line, account: "5500\(serial % 3)", cents: 1000 + serial)
      try #require(check.state == .deposited)
      try await setBankPicture(.front, of: check.id, Self.bankPicture(serial), reads: read(line))
      if hasRear { try await setBankPicture(.back, of: check.id, Self.bankPicture(55)) }
      ids.append(check.id)
    }
    return ids
  }

  func setBankPicture(
    _ side: CheckSide, of check: CheckID, _ bytes: [UInt8], reads line: String? = nil
  ) async throws {
    let image = NewImage(bytes)
    let stored = try await parts.images.put([image])
    try await parts.store.write { db in
      #expect(try ImageRows.name(db, stored) == nil)
      let archive = ArchiveImage(
        side: side, kind: .bitonal,
        reference: ImageReference(hash: image.hash, locator: .file(path: "")), bytes: bytes.count,
        width: 64, height: 60, dpi: 200)
      try CheckImage.write(db, check: check, [archive])
      guard let line else { return }
      try db.run(
        "INSERT OR REPLACE INTO bank_readings VALUES (?, ?)", [image.hash.description, line])
    }
  }

  func states(_ ids: [CheckID]) async throws -> [CheckState] {
    var states: [CheckState] = []
    for id in ids { states.append(try await check(id).state) }
    return states
  }

  /// The bytes of a letter's file.
  func file(of letter: Letter) async throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: try await self.letter(letter.id).file)))
  }

  /// Everything about letters in the store, as text.
  func letterSnapshot() async throws -> [String] {
    try await parts.store.read { db in
      try ["letters", "letter_items", "letter_history", "returns"].flatMap { table in
        try db.rows("SELECT * FROM \(table)") { "\(table): \($0.values)" }
      }
    }
  }
}

/// A policy that holds for a test.
func letterPolicy(_ change: (inout LetterPolicy) -> Void = { _ in }) -> LetterPolicy {
  var policy = LetterPolicy()
  change(&policy)
  return policy
}

/// The check details of a letter's file, in their order; the file must be clean.
func checkedItems(
  _ bytes: [UInt8], profile: LetterProfile? = .sample
) throws -> [CheckDetail] {
  var options = LetterVerifier.Options()
  options.profile = profile
  options.unpacksImages = true
  var findings: [LetterFinding] = []
  _ = try LetterVerifier.verify(oneGo(bytes), options: options) { findings.append($0) }
  #expect(findings == [])
  var reader = CashLetterReader(oneGo(bytes))
  var details: [CheckDetail] = []
  while let event = try reader.next() {
    guard case .record(let record) = event else { continue }
    if let detail = record.record(CheckDetailLayout.self) { details.append(detail) }
  }
  return details
}

func oneGo(_ bytes: [UInt8]) -> () -> [UInt8] {
  var rest = bytes
  return {
    defer { rest = [] }
    return rest
  }
}
