/// The layout of one type of record: its fields, each stated once.
///
/// Reading, writing and verifying all go by it. Its fields cover every
/// position, in their order.
public protocol RecordLayout: Sendable {
  /// The two digits that a record of this type begins with.
  static var type: RecordType { get }
  /// The one instance there is.
  static var shared: Self { get }
  /// Its fields in their order.
  static var format: RecordFormat { get }
}

/// A record of a cash letter: its text, with its fields by name.
///
/// A field is `nil` while it is blank or does not hold what it should.
///
/// ```swift
/// var detail = CheckDetail()
/// detail.amountCents = 1999
/// detail.payorRouting = "02190456"
/// ```
///
/// A value that does not fit its field fills it with what no field may hold, so that
/// ``CashLetterWriter`` refuses it.
@dynamicMemberLookup
public struct Record<Layout: RecordLayout>: Sendable, Hashable {
  /// The record's characters in ASCII, as many as its layout has positions.
  public private(set) var text: [UInt8]

  /// Makes a record of nothing but its type.
  public init() {
    let format = Layout.format
    text = Array(repeating: .blank, count: format.length)
    text.replaceSubrange(0..<2, with: Layout.type.rawValue.utf8)
  }

  /// Takes the text of a record; `nil` when it is one of another type.
  ///
  /// What is missing at the end is blank, and what is beyond it is left out.
  public init?(text: [UInt8]) {
    guard text.prefix(2).elementsEqual(Layout.type.rawValue.utf8) else { return nil }
    let length = Layout.format.length
    // Nearly every record has its length, and then shares its bytes.
    self.text =
      text.count == length
      ? text : text.prefix(length) + Array(repeating: .blank, count: max(0, length - text.count))
  }

  /// The value of a field.
  public subscript<Value>(dynamicMember field: KeyPath<Layout, Field<Value>>) -> Value? {
    get {
      let bytes = text[Layout.shared[keyPath: field].format.range]
      return bytes.isBlank ? nil : Value(ascii: bytes)
    }
    set {
      let format = Layout.shared[keyPath: field].format
      let width = format.range.count
      var bytes =
        newValue?.ascii(format.kind, width: width) ?? Array(repeating: .blank, count: width)
      if bytes.count != width { bytes = Array(repeating: 0, count: width) }
      text.replaceSubrange(format.range, with: bytes)
    }
  }
}
