/// A record as it stands in a file.
public struct RawRecord: Sendable, Hashable {
  /// Its place in the file, from 1.
  public let number: Int
  /// Where its first byte is in the file, after its length.
  public let offset: Int
  /// How many bytes it has.
  public let byteCount: Int
  /// How many bytes the length before it states; another number where that leads nowhere, and the
  /// length of its type to the next record.
  public let statedByteCount: Int
  /// Its characters in ASCII, 0 for what is none; of record 52, those before the image.
  public let text: [UInt8]
  /// The image of a record 52; `nil` where the lengths before it do not tell where it begins.
  public let image: [UInt8]?
  /// The first length of a record 52 that does not fit it.
  let lengthFault: LengthFault?

  /// The two characters that it begins with.
  public var code: String { String(decoding: text.prefix(2), as: UTF8.self) }

  /// Its type; `nil` for one that is not known here.
  public var type: RecordType? { RecordType(rawValue: code) }

  /// The record with its fields; `nil` when it is of another type.
  public func record<Layout>(_ layout: Layout.Type = Layout.self) -> Record<Layout>? {
    Record(text: text)
  }
}
