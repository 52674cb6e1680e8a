/// A day of the calendar, as records have it: `YYYYMMDD`.
public struct LetterDate: FieldValue, Comparable, CustomStringConvertible {
  /// The year, 1900 to 9999.
  public let year: Int
  /// The month, from 1.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// Takes a day that the Gregorian calendar has, or gives `nil`.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...9999).contains(year), (1...12).contains(month),
      (1...Self.days(of: month, year)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that eight digits name.
  public init?(ascii bytes: ArraySlice<UInt8>) {
    guard bytes.count == 8, let number = Int(ascii: bytes) else { return nil }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// The day that text such as `20261124` names.
  public init?(_ text: String) {
    self.init(ascii: Array(text.utf8)[...])
  }

  /// The eight digits.
  public var description: String { String(year * 10_000 + month * 100 + day) }

  /// The eight digits.
  public func ascii(_ kind: FieldKind, width: Int) -> [UInt8] { Array(description.utf8) }

  /// The earlier day is the lesser one.
  public static func < (left: LetterDate, right: LetterDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private static func days(of month: Int, _ year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

/// A time of day, as records have it: `HHMM`.
public struct LetterTime: FieldValue, CustomStringConvertible {
  /// The hour, 0 to 23.
  public let hour: Int
  /// The minute, 0 to 59.
  public let minute: Int

  /// Takes a time of day, or gives `nil`.
  public init?(hour: Int, minute: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    self.hour = hour
    self.minute = minute
  }

  /// The time that four digits name.
  public init?(ascii bytes: ArraySlice<UInt8>) {
    guard bytes.count == 4, let number = Int(ascii: bytes) else { return nil }
    self.init(hour: number / 100, minute: number % 100)
  }

  /// The four digits.
  public var description: String {
    String(decoding: ascii(.time, width: 4), as: UTF8.self)
  }

  /// The four digits.
  public func ascii(_ kind: FieldKind, width: Int) -> [UInt8] {
    (hour * 100 + minute).ascii(.number, width: 4)
  }
}
