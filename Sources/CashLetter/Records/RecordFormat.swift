/// The layout of a type of record: its fields in their order.
public struct RecordFormat: Sendable, Hashable {
  /// The type of the records.
  public let type: RecordType
  /// The fields, which cover every position from 3 on.
  public let fields: [FieldFormat]

  init(_ layout: some RecordLayout) {
    type = Swift.type(of: layout).type
    fields = Mirror(reflecting: layout).children.compactMap { ($0.value as? any AnyField)?.format }
  }

  /// How many positions the record has; of record 52, those before what varies in length.
  public var length: Int { fields.last?.positions.upperBound ?? 2 }
}

extension RecordFormat {
  /// The length of the shortest record.
  static let leastLength = 80
}
