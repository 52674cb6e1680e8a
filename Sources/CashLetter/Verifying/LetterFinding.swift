/// Something in a file that is not as it should be.
public struct LetterFinding: Sendable, Hashable, Codable {
  /// What kind of thing it is.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Bytes that are no record, or a record of a wrong length.
    case framing
    /// A field that does not hold what its kind asks for.
    case field
    /// A record that is not known, or in a place where it cannot be.
    case order
    /// A record that is not there.
    case missing
    /// A count or a sum that is not what the items add up to.
    case total
    /// A routing number whose check digit does not fit.
    case checkDigit
    /// A field that does not fit those of other records.
    case mismatch
    /// An image that image exchange does not take.
    case image
    /// Something that the bank's profile asks for otherwise.
    case profile
  }

  /// What kind of thing it is.
  public var kind: Kind
  /// The number of the record, from 1; of damage, of the record that would come next.
  public var record: Int
  /// The place in the file of the first byte that it is about.
  public var offset: Int
  /// The two digits that the record begins with, where there is one.
  public var type: String?
  /// The name of the field, or of the part of the image.
  public var field: String?
  /// What is there.
  public var found: String
  /// What should be.
  public var expected: String

  /// `true` if it tells that a part of the file may be lost: records, or bytes of them.
  public var tellsOfLoss: Bool { [.framing, .order, .missing, .total].contains(kind) }
}
