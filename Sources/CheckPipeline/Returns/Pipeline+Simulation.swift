import CSVWriting
import CashLetter
import CheckActions
import Foundation

/// How a made-up bank answers a letter.
public struct SimulatedBank: Sendable, Hashable {
  /// The share of items that come back, from 0 to 1.
  public var returnedShare = 0.1
  /// The share of items whose amount is adjusted, from 0 to 1; of those that do not come back.
  public var adjustedShare = 0.0
  /// Whether it refuses the letter as a whole.
  public var refuses = false

  /// A bank that sends a tenth of the items back.
  public init() {}
}

/// The files of a made-up bank's answer.
public struct SimulatedAnswer: Sendable, Hashable {
  /// The acknowledgement.
  public var acknowledgement: String
  /// The returns; `nil` when nothing comes back.
  public var returns: String?
  /// How many items come back.
  public var returned = 0
  /// The adjustments; `nil` when there are none.
  public var adjustments: String?
  /// How many amounts are adjusted.
  public var adjusted = 0
}

extension Pipeline {
  private static let reasons = ["A", "A", "A", "B", "C", "D", "E", "K", "S", "Y"]

  /// Writes what a made-up bank answers to a test letter, as files that are imported like a real
  /// bank's: an acknowledgement, returns and adjustments.
  ///
  /// - Parameters:
  ///   - id: The letter, whose file is there.
  ///   - bank: How the bank answers.
  ///   - folder: Where the files go.
  ///   - replaces: Whether files of the same names are replaced, such as an earlier answer's.
  ///   - generator: Decides which items come back and why.
  /// - Throws: ``LetterError``, ``PipelineError/fileExists(_:)`` before anything is written, or what
  ///   writing throws.
  public func simulateBank(
    _ bank: SimulatedBank, answering id: LetterID, to folder: String,
    replacing replaces: Bool = false,
    using generator: inout some RandomNumberGenerator & Sendable
  ) async throws -> SimulatedAnswer {
    let details = try await letter(id)
    let letter = details.letter
    guard letter.profile.isTest else { throw LetterError.notATest(id) }
    guard let checksum = letter.checksum else {
      throw LetterError.wrongState(id, letter.state, advice: "its file is not there yet")
    }
    var returned: [(item: LetterItemRecord, reason: String)] = []
    var adjusted: [(item: LetterItemRecord, cents: Int)] = []
    for item in details.items where !bank.refuses {
      if Double.random(in: 0..<1, using: &generator) < bank.returnedShare {
        returned.append((item, Self.reasons.randomElement(using: &generator) ?? "A"))
      } else if Double.random(in: 0..<1, using: &generator) < bank.adjustedShare {
        adjusted.append((item, item.amount.value + Int.random(in: 1...99, using: &generator)))
      }
    }
    guard access(folder, W_OK) == 0 else {
      throw PipelineError.unwritableFile(
        folder, reason: "make the folder, and let it be written in")
    }
    let stem = "\(folder)/\((letter.fileName as NSString).deletingPathExtension)"
    var answer = SimulatedAnswer(acknowledgement: stem + "-acknowledgement.json")
    if !returned.isEmpty { answer.returns = stem + "-returns.x937" }
    if !adjusted.isEmpty { answer.adjustments = stem + "-adjustments.csv" }
    answer.returned = returned.count
    answer.adjusted = adjusted.count
    for path in [answer.acknowledgement, answer.returns, answer.adjustments].compactMap({ $0 }) {
      guard !parts.folder.owns(path) else {
        throw PipelineError.unwritableFile(
          path, reason: "it is for the pipeline's own data; name another folder")
      }
      var status = stat()
      guard replaces || lstat(path, &status) != 0 else { throw PipelineError.fileExists(path) }
    }
    let acknowledgement = Acknowledgement(
      file: letter.fileName, checksum: checksum,
      refusal: bank.refuses ? "the file was not taken" : nil)
    try await Self.write(answer.acknowledgement, replaces) {
      try $0.append(Array(try JSON.encode(acknowledgement).utf8) + [10])
    }
    if let path = answer.returns {
      let reasons = Dictionary(
        returned.map { ($0.item.sequence, $0.reason) }, uniquingKeysWith: { $1 })
      try await writeReturns(of: letter, reasons, to: path, replaces)
    }
    if let path = answer.adjustments {
      var table = CSVTable([
        "bofd_routing", "bofd_date", "bofd_sequence", "amount", "adjusted_amount",
      ])
      for (item, cents) in adjusted {
        table.add([
          letter.profile.firstBank.routing, "\(item.depositDate)", "\(item.sequence)",
          item.amount.plain, Cents(cents).plain,
        ])
      }
      try await Self.write(path, replaces) { [table] in try $0.append(Array(table.text.utf8)) }
    }
    return answer
  }

  private func writeReturns(
    of letter: Letter, _ reasons: [Int: String], to path: String, _ replaces: Bool
  ) async throws {
    let parts = parts
    try await Self.write(path, replaces) { file in
      var writer = try ReturnLetterWriter(profile: letter.profile, letter: letter.facts) {
        try file.append($0)
      }
      let source = LetterFile(letter: letter, parts: parts)
      try source.forEachCheck { check in
        guard let reason = reasons[check.sequence] else { return }
        try writer.add(check, reason: reason, forwardDate: letter.businessDate)
      }
      try writer.finish()
    }
  }

  private static func write(
    _ path: String, _ replaces: Bool, _ body: @escaping @Sendable (DurableFile) throws -> Void
  ) async throws {
    try await blocking {
      let file = try DurableFile(path: path, temporary: LocalFile.temporary(beside: path))
      try body(file)
      do throws(LocalFile.Failure) {
        try file.takeName(replacing: replaces)
      } catch .system(_, EEXIST) {
        throw PipelineError.fileExists(path)
      }
    }
  }
}
