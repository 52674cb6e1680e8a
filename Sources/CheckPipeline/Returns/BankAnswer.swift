import CashLetter
import CheckActions
import Foundation

/// What a bank says of one item after it took it: that it sends it back, or that its amount was
/// another.
public struct BankAnswer: Sendable, Hashable {
  /// What the bank says.
  public enum Kind: Sendable, Hashable {
    /// It comes back, for the reason of this code.
    case returned(reason: String)
    /// It was credited with another amount.
    case adjusted(to: Cents)
  }

  /// What the bank says.
  public var kind: Kind
  /// The routing number of the bank of first deposit.
  public var firstBank: String
  /// The business day of the deposit.
  public var depositDate: LetterDate
  /// The item's sequence number.
  public var sequence: Int
  /// The item's amount, as it was sent.
  public var amount: Cents
  /// The payor bank's routing number, where the answer tells it.
  public var payorRouting: String?
  /// The on-us field of its line, where the answer tells it.
  public var onUs: String?
  /// Whether the file says that it is a test, where it does.
  public var isTest: Bool?
  /// Whether it is an administrative return, whose reasons mean something else.
  public var isAdministrative = false

  /// Whether another answer for the same item says the same of it.
  func agrees(with other: BankAnswer) -> Bool { kind == other.kind && amount == other.amount }

  /// The words that tell it from all others: a bank says of one presentment once that it comes back.
  var key: String {
    let name = if case .returned = kind { "return" } else { "adjustment" }
    return "\(name):\(firstBank):\(depositDate):\(sequence)"
  }
}

extension BankAnswer {
  init(_ item: ReturnedItem) {
    self.init(
      kind: .returned(reason: item.reason), firstBank: item.firstBank,
      depositDate: item.depositDate, sequence: item.sequence, amount: Cents(item.amountCents),
      payorRouting: item.payorRouting, onUs: item.onUs, isTest: item.isTest,
      isAdministrative: item.isAdministrative)
  }
}

/// A file of answers: records of a cash letter, or CSV.
struct AnswerFile {
  /// What is in the file: an answer, or what no answer can be made of, and where it stands.
  enum Entry {
    case answer(BankAnswer)
    case problem(String)
  }

  private static let columns = ColumnFile(
    [
      "bofd_routing", "bofd_date", "bofd_sequence", "amount", "reason", "adjusted_amount",
    ], needed: ["bofd_routing", "bofd_date", "bofd_sequence", "amount"])

  var file: String

  /// Goes through the entries, in groups.
  func forEachGroup(of count: Int, _ body: ([Entry]) async throws -> Void) async throws {
    if try isText() { return try await forEachGroup(ofRows: count, body) }
    let pieces = try FilePieces(file)
    var reader = ReturnedItemReader(pieces.next)
    var group: [Entry] = []
    while let event = try reader.next() {
      switch event {
      case .item(let item): group.append(.answer(BankAnswer(item)))
      case .problem(let record, let offset, let reason):
        let place = record > 0 ? "record \(record), byte \(offset)" : "byte \(offset)"
        group.append(.problem("\(place): \(reason)"))
      }
      if group.count == count {
        try await body(group)
        group = []
      }
    }
    if !group.isEmpty { try await body(group) }
  }

  /// Returns the reason why the file is not whole, so that half of a bank's returns do not pass for all of
  /// them; `nil` when nothing does.
  ///
  /// - Throws: ``ReturnsError/noAnswers(file:)``, or what reading throws.
  func damage() throws -> ReturnsError? {
    if try isText() { return try endsWithLine() ? nil : .cutOff(file: file) }
    let pieces = try FilePieces(file)
    var first: LetterFinding?
    var count = 0
    let summary = try LetterVerifier.verify(pieces.next) { finding in
      guard finding.tellsOfLoss else { return }
      first = first ?? finding
      count += 1
    }
    guard summary.isReadable else { throw ReturnsError.noAnswers(file: file) }
    return first.map { first in
      .damaged(
        file: file, findings: count,
        first: "record \(first.record), byte \(first.offset): \(first.found) instead of "
          + first.expected)
    }
  }

  /// `true` if the last line has its end: the last number of one that has not may have lost digits.
  private func endsWithLine() throws -> Bool {
    let pieces = try FilePieces(file)
    var last: UInt8?
    while case let piece = try pieces.next(), !piece.isEmpty { last = piece.last }
    return last == UInt8(ascii: "\n")
  }

  private func forEachGroup(
    ofRows count: Int, _ body: ([Entry]) async throws -> Void
  ) async throws {
    var rows: [Entry] = []
    try Self.columns.forEachRow(of: file) { line, row in rows.append(Self.entry(line, row)) }
    if try !endsWithLine(), !rows.isEmpty {
      rows[rows.count - 1] = .problem("the last line has no end, and may have lost digits")
    }
    for start in stride(from: 0, to: rows.count, by: count) {
      try await body(Array(rows[start..<min(start + count, rows.count)]))
    }
  }

  /// A file of records begins with a length, whose first byte is 0.
  private func isText() throws -> Bool {
    let first = try FilePieces(file).next().first
    return first != 0 && first != nil
  }

  private static func entry(_ line: Int, _ row: [String: String]) -> Entry {
    func value(_ column: String) -> String { row[column] ?? "" }
    let (reason, adjusted) = (value("reason").uppercased(), value("adjusted_amount"))
    guard let amount = Cents(dollars: value("amount")),
      let date = LetterDate(value("bofd_date").filter { $0 != "-" }),
      let sequence = Int(value("bofd_sequence"))
    else {
      return .problem(
        "line \(line): amount, bofd_date and bofd_sequence are dollars and cents, a day such as "
          + "20261124 and a number")
    }
    guard reason.isEmpty != adjusted.isEmpty else {
      return .problem("line \(line): give a reason (a return) or an adjusted_amount, not both")
    }
    let kind: BankAnswer.Kind
    if adjusted.isEmpty {
      guard ReturnReason(code: reason) != nil else {
        return .problem(
          "line \(line): '\(reason.prefix(20))' is no code of a return reason: 'checkctl returns "
            + "reasons' lists them")
      }
      kind = .returned(reason: reason)
    } else {
      guard let cents = Cents(dollars: adjusted), cents != amount else {
        return .problem("line \(line): adjusted_amount '\(adjusted)' is no other amount")
      }
      kind = .adjusted(to: cents)
    }
    return .answer(
      BankAnswer(
        kind: kind, firstBank: value("bofd_routing"), depositDate: date, sequence: sequence,
        amount: amount))
  }
}

/// Why a file of returns is not taken.
public enum ReturnsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file is cut off, or its totals do not balance.
  case damaged(file: String, findings: Int, first: String)
  /// The last line of a CSV has no line end.
  case cutOff(file: String)
  /// The file is empty, or nothing in it is a record.
  case noAnswers(file: String)

  /// The problem in words.
  var problem: String {
    switch self {
    case .damaged(let file, let findings, let first):
      "\(file) is not whole, \(findings == 1 ? "1 finding" : "\(findings) findings"), the first in \(first)"
    case .cutOff(let file):
      "\(file) does not end with a line end, so that its last line may be cut off"
    case .noAnswers(let file):
      "\(file) holds no record of X9.37 or X9.100-187, and no CSV"
    }
  }

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .damaged:
      "\(problem): 'checkctl letter verify' tells all; ask the bank for it again, or take what is "
        + "there with --damaged"
    case .cutOff:
      "\(problem): end it with one if it is whole; else ask the bank for it again, or take what is "
        + "there with --damaged"
    case .noAnswers: "\(problem): see that it is what the bank sent"
    }
  }
}
