import CheckStore
import CashLetter
import CheckActions
import Foundation
import MICR

/// What a letter says of one check, fixed when the letter is reserved.
struct LetterEntry: Sendable, Hashable, Codable {
  var payorRouting: String
  var onUs: String
  var auxiliaryOnUs: String?
  var externalProcessingCode: String?
  var amountCents: Int
  /// The business day of the deposit, as eight digits.
  var depositDate: String
  var account: String
  var isLineCorrected: Bool
  /// The bank's pictures, by their hashes in the image store.
  var front: String
  var rear: String
  /// Whether the rear is a picture of the check itself.
  var isRearActual: Bool
  /// What is said of the pictures' quality; `nil` where they were not measured, or the bank wants
  /// no such record.
  var frontAnalysis: LetterAnalysis?
  var rearAnalysis: LetterAnalysis?
  /// Whether the line was read from the front as it is sent; `nil` where a person let it pass.
  var readsLine: Bool?
}

extension LetterEntry {
  /// The check as the writer takes it.
  ///
  /// - Parameters:
  ///   - sequence: The item's sequence number.
  ///   - image: Gives a picture by its hash.
  func outgoing(
    sequence: Int, image: (String) throws -> [UInt8]
  ) throws -> OutgoingCheck {
    guard let date = LetterDate(depositDate) else {
      throw StoreError.unknownValue(column: "entry", value: "deposit date \(depositDate)")
    }
    var check = OutgoingCheck(
      payorRouting: payorRouting, onUs: onUs, auxiliaryOnUs: auxiliaryOnUs,
      externalProcessingCode: externalProcessingCode, amountCents: amountCents,
      sequence: sequence, depositDate: date, account: account,
      front: OutgoingCheck.Side(
        image: try image(front), analysis: frontAnalysis?.record(readsLine: readsLine)),
      rear: OutgoingCheck.Side(
        image: try image(rear), isActual: isRearActual,
        analysis: rearAnalysis?.record(readsLine: nil)))
    check.isLineCorrected = isLineCorrected
    return check
  }
}

/// The line of a check as record 25 has it.
struct LetterLine: Sendable, Hashable {
  var payorRouting: String
  var onUs: String
  var auxiliaryOnUs: String?
  var externalProcessingCode: String?

  /// Takes a line in A/B/C/D notation, or says why it does not fit the record.
  init(_ line: String) throws(Misfit) {
    guard line.contains(where: \.isNumber) else { throw Misfit("no line was read") }
    let fields = MICRFields(parsing: line)
    if let country = fields.country, country != "US" {
      throw Misfit("its line has the layout of another country (\(country))")
    }
    guard let routing = fields.routing, RoutingNumber.isWellFormed(routing),
      // Its check digit is right, and no bank has it.
      routing != "000000000"
    else {
      throw Misfit("its routing number '\(fields.routing ?? "")' is not one of the US")
    }
    guard fields.account != nil else {
      throw Misfit("its on-us field has no account number")
    }
    let onUs = try Self.written(fields.onUs ?? "", as: "on-us field")
    guard (1...20).contains(onUs.utf8.count) else {
      throw Misfit("its on-us field has \(onUs.utf8.count) characters, and a letter takes 1 to 20")
    }
    var auxiliary: String?
    if let field = fields.auxOnUs {
      auxiliary = try Self.written(field, as: "auxiliary on-us field")
    }
    guard (auxiliary?.utf8.count ?? 0) <= 15 else {
      throw Misfit("its auxiliary on-us field has more than the 15 characters that a letter takes")
    }
    if let code = fields.epc, !code.allSatisfy(\.isNumber) {
      throw Misfit("its external processing code '\(code)' is no digit")
    }
    payorRouting = routing
    self.onUs = onUs
    auxiliaryOnUs = auxiliary
    externalProcessingCode = fields.epc
  }

  /// Returns why a line does not fit; `nil` where it does.
  static func misfit(of line: String) -> String? {
    do throws(Misfit) {
      _ = try LetterLine(line)
      return nil
    } catch {
      return error.reason
    }
  }

  struct Misfit: Error {
    var reason: String
    init(_ reason: String) { self.reason = reason }
  }

  /// On-us symbols become `/` and dashes `-`, as X9.37 has them.
  private static func written(_ field: String, as name: String) throws(Misfit) -> String {
    var text = ""
    for character in field where character != " " {
      switch character {
      case "C": text.append("/")
      case "D": text.append("-")
      case "0"..."9": text.append(character)
      default: throw Misfit("its \(name) has a transit or amount symbol")
      }
    }
    return text
  }
}
