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
  ///   - folder: Where the files go; those of the same letter are replaced.
  ///   - generator: Decides which items come back and why.
  /// - Throws: ``LetterError``, or what writing throws.
  public func simulateBank(
    _ bank: SimulatedBank, answering id: LetterID, to folder: String,
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
      throw PipelineError.unreadableFile(
        folder, reason: "make the folder, and let it be written in")
    }
    let stem = "\(folder)/\((letter.fileName as NSString).deletingPathExtension)"
    var answer = SimulatedAnswer(acknowledgement: stem + "-acknowledgement.json")
    try await blocking { [answer] in
      let acknowledgement = Acknowledgement(
        file: letter.fileName, checksum: checksum,
        refusal: bank.refuses ? "the file was not taken" : nil)
      try Self.write(
        Array(try JSON.encode(acknowledgement).utf8) + [10], to: answer.acknowledgement)
    }
    if !returned.isEmpty {
      answer.returns = stem + "-returns.x937"
      answer.returned = returned.count
      let reasons = Dictionary(
        returned.map { ($0.item.sequence, $0.reason) }, uniquingKeysWith: { $1 })
      try await writeReturns(of: letter, reasons, to: stem + "-returns.x937")
    }
    if !adjusted.isEmpty {
      answer.adjustments = stem + "-adjustments.csv"
      answer.adjusted = adjusted.count
      let rows = adjusted.map { item, cents in
        "\(letter.profile.firstBank.routing),\(item.depositDate),\(item.sequence),"
          + "\(item.amount.plain),\(Cents(cents).plain)"
      }
      let text = ["bofd_routing,bofd_date,bofd_sequence,amount,adjusted_amount"] + rows
      try await blocking {
        try Self.write(
          Array((text.joined(separator: "\n") + "\n").utf8), to: stem + "-adjustments.csv")
      }
    }
    return answer
  }

  private func writeReturns(
    of letter: Letter, _ reasons: [Int: String], to path: String
  ) async throws {
    let parts = parts
    try await blocking {
      let file = try DurableFile(path: path, temporary: path + ".tmp")
      var writer = try ReturnLetterWriter(profile: letter.profile, letter: letter.facts) {
        try file.append($0)
      }
      let source = LetterFile(letter: letter, parts: parts)
      try source.forEachCheck { check in
        guard let reason = reasons[check.sequence] else { return }
        try writer.add(check, reason: reason, forwardDate: letter.businessDate)
      }
      try writer.finish()
      try file.takeName()
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try DurableFile(path: path, temporary: path + ".tmp")
    try file.append(bytes)
    try file.takeName()
  }
}
