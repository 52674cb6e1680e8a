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

  /// Refuses a file of records that is not whole, so that half of a bank's returns do not pass for
  /// all of them.
  func requireWhole() throws {
    guard try !isText() else { return }
    let pieces = try FilePieces(file)
    var first: LetterFinding?
    var count = 0
    _ = try LetterVerifier.verify(pieces.next) { finding in
      guard [.framing, .missing, .order, .total].contains(finding.kind) else { return }
      first = first ?? finding
      count += 1
    }
    if let first {
      throw ReturnsError.damaged(
        file: file, findings: count,
        first: "record \(first.record): \(first.found) instead of \(first.expected)")
    }
  }

  private func forEachGroup(
    ofRows count: Int, _ body: ([Entry]) async throws -> Void
  ) async throws {
    var rows: [Entry] = []
    try Self.columns.forEachRow(of: file) { line, row in rows.append(Self.entry(line, row)) }
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

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .damaged(let file, let findings, let first):
      "\(file) is not whole, \(findings) findings, the first in \(first): 'checkctl letter verify' "
        + "tells all; ask the bank for it again, or take what is there with --damaged"
    }
  }
}
