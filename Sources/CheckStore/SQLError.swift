/// What the database refused, in its own words.
public struct SQLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds that someone does something about.
  public enum Kind: Sendable, Hashable {
    /// A constraint or a trigger forbids it.
    case constraint
    /// Others hold what it needs.
    case busy
    /// The disk is full, or cannot be written or read.
    case disk
    /// The file is no database, or is damaged.
    case damaged
    /// Anything else.
    case other
  }

  /// The kind.
  public var kind: Kind
  /// The engine's number for it.
  public var code: Int
  /// The engine's words.
  public var message: String
  /// The statement that was refused; `nil` where it was none.
  public var statement: String?

  /// The number and the words.
  public var description: String { "SQLite error \(code): \(message)" }
}
