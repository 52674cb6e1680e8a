/// A field of a record's layout, with the type of its value.
public struct Field<Value: FieldValue>: Sendable, Hashable {
  /// Where it stands, and what may stand there.
  public let format: FieldFormat

  private init(
    _ name: String, _ positions: ClosedRange<Int>, _ kind: FieldKind, isOptional: Bool,
    since: StandardLevel = .dstu, isPrivate: Bool = false
  ) {
    format = FieldFormat(
      name: name, positions: positions, kind: kind, isOptional: isOptional, since: since,
      isPrivate: isPrivate)
  }
}

/// Any field, whatever the type of its value.
protocol AnyField {
  var format: FieldFormat { get }
}

extension Field: AnyField {}

extension Field where Value == Int {
  /// A number, filled with zeros.
  static func number(
    _ name: String, _ positions: ClosedRange<Int>, isOptional: Bool = false
  ) -> Field {
    Field(name, positions, .number, isOptional: isOptional)
  }
}

extension Field where Value == LetterDate {
  /// A day.
  static func date(
    _ name: String, _ positions: ClosedRange<Int>, isOptional: Bool = false
  ) -> Field {
    Field(name, positions, .date, isOptional: isOptional)
  }
}

extension Field where Value == LetterTime {
  /// A time of day.
  static func time(_ name: String, _ positions: ClosedRange<Int>) -> Field {
    Field(name, positions, .time, isOptional: false)
  }
}

extension Field where Value == String {
  /// A number that is a name.
  static func digits(
    _ name: String, _ positions: ClosedRange<Int>, isOptional: Bool = false
  ) -> Field {
    Field(name, positions, .digits, isOptional: isOptional)
  }

  /// A routing number.
  static func routing(
    _ name: String, _ positions: ClosedRange<Int>, isOptional: Bool = false
  ) -> Field {
    Field(name, positions, .routing, isOptional: isOptional)
  }

  /// The sequence number of an item.
  static func sequence(
    _ name: String, _ positions: ClosedRange<Int>, isOptional: Bool = false
  ) -> Field {
    Field(name, positions, .sequence, isOptional: isOptional)
  }

  /// Text.
  static func text(
    _ name: String, _ positions: ClosedRange<Int>, isOptional: Bool = true,
    isPrivate: Bool = false
  ) -> Field {
    Field(name, positions, .text, isOptional: isOptional, isPrivate: isPrivate)
  }

  /// A field of an E-13B line.
  static func micr(_ name: String, _ positions: ClosedRange<Int>) -> Field {
    Field(name, positions, .micr, isOptional: true, isPrivate: true)
  }

  /// One of a few values: characters, where the field has one position.
  static func code(
    _ name: String, _ positions: ClosedRange<Int>, _ values: String, isOptional: Bool = false,
    since: StandardLevel = .dstu
  ) -> Field {
    let values =
      values.contains(" ") ? values.split(separator: " ").map(String.init) : values.map(String.init)
    return Field(name, positions, .code(values), isOptional: isOptional, since: since)
  }

  /// What was found of one quality of an image: 1 a defect, 2 none, 0 not tested.
  static func verdict(_ name: String, _ position: Int) -> Field {
    code(name, position...position, "012", isOptional: true)
  }

  /// Positions that are blank.
  static func reserved(_ positions: ClosedRange<Int>) -> Field {
    Field("reserved", positions, .reserved, isOptional: true)
  }
}
