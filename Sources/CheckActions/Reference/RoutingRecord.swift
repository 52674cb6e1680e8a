import MICR

/// One record of a routing directory: an institution, in a line of the FedACH layout.
///
/// Its bytes were checked when it was read from outside, and fields are decoded when asked for
/// (source: the FedACH participant directory's format description by the Federal Reserve Banks).
public struct RoutingRecord: Sendable, Hashable {
  /// The characters of a whole line.
  public static let length = 155

  /// The lengths that a line may have, where blanks at its end are missing.
  static let lengths = (Field.filler.columns.lowerBound - 1)...length

  /// What the record says of its number.
  public enum Kind: UInt8, Sendable, Hashable, Codable {
    /// `0`: an office of the Federal Reserve Banks.
    case federalReserve = 0x30
    /// `1`: an institution that takes items under this number.
    case institution = 0x31
    /// `2`: an institution whose number was replaced; see ``newRoutingNumber``.
    case replaced = 0x32
  }

  /// The line, filled up with blanks.
  let bytes: [UInt8]

  /// Reads a line from outside, without its line end.
  ///
  /// A line may lack blanks at its end.
  ///
  /// - Throws: ``RoutingFault`` for the first field that is not as the layout says.
  public init(line: some Collection<UInt8>) throws(RoutingFault) {
    var bytes = Array(line.prefix(Self.length))
    guard Self.lengths.contains(line.count) else {
      throw RoutingFault(field: nil, value: bytes, problem: .length(line.count))
    }
    bytes.append(contentsOf: repeatElement(0x20, count: Self.length - bytes.count))
    self.bytes = bytes
    for field in Field.allCases {
      if let problem = field.problem(self[field]) {
        throw RoutingFault(field: field, value: self[field], problem: problem)
      }
    }
    if kind == .replaced, newRoutingNumber == nil {
      throw RoutingFault(field: .newNumber, value: self[.newNumber], problem: .noNewNumber)
    }
  }

  /// Takes a line of a directory that was checked before.
  init(trusted bytes: some Collection<UInt8>) { self.bytes = Array(bytes) }

  /// The nine digits that stand for the institution.
  public var routingNumber: String { text(.routingNumber) }
  /// The customer name.
  public var name: String { text(.name) }
  /// The city.
  public var city: String { text(.city) }
  /// The state, as two letters.
  public var state: String { text(.state) }
  /// What the record says of its number.
  public var kind: Kind? { Kind(rawValue: self[.recordType].first ?? 0) }
  /// The number that took this one's place; `nil` where none did.
  public var newRoutingNumber: String? {
    let number = text(.newNumber)
    return kind == .replaced && number != Field.noNumber ? number : nil
  }

  /// A field's text, without the blanks around it.
  public func text(_ field: Field) -> String {
    let value = self[field]
    guard let first = value.firstIndex(where: { $0 != 0x20 }),
      let last = value.lastIndex(where: { $0 != 0x20 })
    else { return "" }
    return String(decoding: value[first...last], as: UTF8.self)
  }

  private subscript(field: Field) -> ArraySlice<UInt8> {
    bytes[(field.columns.lowerBound - 1)..<field.columns.upperBound]
  }
}
