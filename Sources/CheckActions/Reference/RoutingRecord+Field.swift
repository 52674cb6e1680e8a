import MICR

extension RoutingRecord {
  /// A field of the record, in the order of the line.
  public enum Field: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nine digits with a right check digit.
    case routingNumber = "routing number"
    /// `O` for a main office, `B` for a branch.
    case office = "office code"
    /// The routing number of the Federal Reserve Bank that serves the institution.
    case servicingBank = "servicing bank"
    /// `0`, `1` or `2`; see ``RoutingRecord/Kind``.
    case recordType = "record type"
    /// The day of the last change, as MMDDYY.
    case changeDate = "change date"
    /// The number that took this one's place; nine zeros where none did.
    case newNumber = "new number"
    /// The institution's name; never blank.
    case name = "customer name"
    /// The street; may be blank.
    case address
    /// The city; never blank.
    case city
    /// Two capital letters.
    case state
    /// Five digits.
    case zip = "ZIP code"
    /// Four digits, or blank.
    case zipExtension = "ZIP extension"
    /// Ten digits, or blank.
    case phone
    /// One digit.
    case status = "institution status"
    /// One digit.
    case view = "data view code"
    /// Blank.
    case filler

    static let noNumber = "000000000"

    /// Where the field stands in the line, counted from 1.
    public var columns: ClosedRange<Int> {
      switch self {
      case .routingNumber: 1...9
      case .office: 10...10
      case .servicingBank: 11...19
      case .recordType: 20...20
      case .changeDate: 21...26
      case .newNumber: 27...35
      case .name: 36...71
      case .address: 72...107
      case .city: 108...127
      case .state: 128...129
      case .zip: 130...134
      case .zipExtension: 135...138
      case .phone: 139...148
      case .status: 149...149
      case .view: 150...150
      case .filler: 151...155
      }
    }

    /// What is wrong with a value of this field; `nil` when nothing is.
    func problem(_ value: ArraySlice<UInt8>) -> RoutingFault.Problem? {
      switch self {
      case .routingNumber:
        value.allSatisfy { $0 == 0x30 } ? .zeros : Self.numberProblem(value)
      case .servicingBank:
        Self.numberProblem(value)
      case .newNumber:
        value.allSatisfy { $0 == 0x30 } ? nil : Self.numberProblem(value)
      case .office:
        value.allSatisfy { $0 == UInt8(ascii: "O") || $0 == UInt8(ascii: "B") } ? nil : .office
      case .recordType:
        value.allSatisfy { RoutingRecord.Kind(rawValue: $0) != nil } ? nil : .recordType
      case .changeDate:
        Self.isDate(value) ? nil : .date
      case .name, .city:
        Self.isBlank(value) ? .blank : Self.isPrintable(value) ? nil : .unprintable
      case .address:
        Self.isPrintable(value) ? nil : .unprintable
      case .state:
        value.allSatisfy { (0x41...0x5A).contains($0) } ? nil : .state
      case .zip, .status, .view:
        Self.isDigits(value) ? nil : .digits
      case .zipExtension, .phone:
        Self.isDigits(value) || Self.isBlank(value) ? nil : .digits
      case .filler:
        Self.isBlank(value) ? nil : .notBlank
      }
    }

    private static func numberProblem(_ value: ArraySlice<UInt8>) -> RoutingFault.Problem? {
      guard isDigits(value) else { return .digits }
      return RoutingNumber.isWellFormed(String(decoding: value, as: UTF8.self))
        ? nil : .routingNumber
    }

    private static func isDigits(_ value: ArraySlice<UInt8>) -> Bool {
      value.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isBlank(_ value: ArraySlice<UInt8>) -> Bool {
      value.allSatisfy { $0 == 0x20 }
    }

    private static func isPrintable(_ value: ArraySlice<UInt8>) -> Bool {
      value.allSatisfy(\.isPrintable)
    }

    private static func isDate(_ value: ArraySlice<UInt8>) -> Bool {
      guard isDigits(value) else { return false }
      let digits = value.map { Int($0) - 48 }
      let (month, day) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
      let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      guard (1...12).contains(month), (1...days[month - 1]).contains(day) else { return false }
      // Two digits of a year do not tell 1900 from 2000, so that a leap day is taken then.
      return month != 2 || day < 29 || (digits[4] * 10 + digits[5]).isMultiple(of: 4)
    }
  }
}
