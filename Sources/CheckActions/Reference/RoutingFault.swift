/// What is wrong with a line of a routing directory.
public struct RoutingFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What may be wrong with a field.
  public enum Problem: Sendable, Hashable {
    /// The line has this many characters.
    case length(Int)
    /// Something else than digits.
    case digits
    /// The check digit or the first two digits are wrong.
    case routingNumber
    /// Zeros only, which stand for no institution.
    case zeros
    /// Neither `O` nor `B`.
    case office
    /// Neither `0`, `1` nor `2`.
    case recordType
    /// No day of the calendar as MMDDYY.
    case date
    /// Characters that are not printable ASCII.
    case unprintable
    /// Nothing where something must be.
    case blank
    /// Something where nothing may be.
    case notBlank
    /// Not two capital letters.
    case state
    /// The record type says that there is a new number, and there is none.
    case noNewNumber
    /// The routing number stands on an earlier line too.
    case repeated(firstLine: Int)
  }

  /// The line's number, from 1; 0 where it is not known.
  public var line = 0
  /// The field; `nil` for the line as a whole.
  public var field: RoutingRecord.Field?
  /// How the value begins; bytes other than printable ASCII are written out as `\xNN`.
  public var value: String
  /// What is wrong with it.
  public var problem: Problem

  /// The most bytes of a value that are kept.
  private static let longestValue = 40

  init(
    line: Int = 0, field: RoutingRecord.Field?, value: some Collection<UInt8>, problem: Problem
  ) {
    self.line = line
    self.field = field
    self.value = value.prefix(Self.longestValue).reduce(into: "") { text, byte in
      if byte.isPrintable {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    self.problem = problem
  }

  /// The line, the field with its columns, the value, and what is wrong.
  public var description: String {
    let place = field.map { field in
      let columns = field.columns
      return columns.count == 1
        ? "\(field.rawValue) (column \(columns.lowerBound))"
        : "\(field.rawValue) (columns \(columns.lowerBound)-\(columns.upperBound))"
    }
    return "\(line > 0 ? "line \(line): " : "")\(place ?? "the line") '\(value)' \(words)"
  }

  /// What is wrong, in words that follow the value.
  public var words: String {
    switch problem {
    case .length(let count):
      "has \(count) characters where \(RoutingRecord.length) are needed"
    case .digits: "is not made of digits"
    case .routingNumber: "has a wrong check digit or a range that is not assigned"
    case .zeros: "stands for no institution"
    case .office: "is neither O nor B"
    case .recordType: "is neither 0, 1 nor 2"
    case .date: "is not a day as MMDDYY"
    case .unprintable: "has characters that are not printable ASCII"
    case .blank: "is blank"
    case .notBlank: "is not blank"
    case .state: "is not two capital letters"
    case .noNewNumber: "is none, and record type 2 needs one"
    case .repeated(let first): "stands on line \(first) too"
    }
  }
}
