/// Reads the records of a cash letter's file, one at a time.
///
/// It takes memory for one record, and goes on behind bytes that are none.
///
/// ```swift
/// var reader = CashLetterReader { try handle.read(upToCount: 1 << 16).map(Array.init) ?? [] }
/// while let event = try reader.next() {
///   guard case .record(let record) = event else { continue }
///   if let detail = record.record(CheckDetailLayout.self) { sum += detail.amountCents ?? 0 }
/// }
/// ```
public struct CashLetterReader {
  /// What is next in the file.
  public enum Event: Sendable, Hashable {
    /// A record.
    case record(RawRecord)
    /// Bytes that are no record, from a place in the file, and what is wrong with them.
    case damage(offset: Int, byteCount: Int, reason: String)
  }

  /// The largest record that is taken, in bytes.
  public static let largestRecord = 16 << 20
  static let prefixBytes = 4

  /// How the file's characters are coded; known after the first record.
  public private(set) var encoding: LetterEncoding?
  private var stream: ByteStream
  private var count = 0

  /// Reads from what gives the next bytes of a file; an empty piece is the end.
  public init(_ next: @escaping () throws -> [UInt8]) { stream = ByteStream(next) }

  /// The next record or damage; `nil` at the end of the file.
  ///
  /// - Throws: What giving the bytes throws.
  public mutating func next() throws -> Event? {
    guard try stream.available(1) > 0 else { return nil }
    if encoding == nil { encoding = try detectedEncoding() }
    guard let length = try plausibleLength(at: 0) else { return try skipDamage() }
    if let other = try lengthOfType(insteadOf: length) {
      return .record(takeRecord(other, stated: length))
    }
    let whole = Self.prefixBytes + length
    guard try stream.available(whole) == whole else {
      return try skipDamage("the record says it has \(length) bytes, and the file ends before")
    }
    return .record(takeRecord(length, stated: length))
  }

  private mutating func takeRecord(_ length: Int, stated: Int) -> RawRecord {
    let bytes = stream.peek(Self.prefixBytes..<Self.prefixBytes + length)
    let parts = RecordParts(bytes, encoding ?? .ascii)
    count += 1
    let record = RawRecord(
      number: count, offset: stream.offset + Self.prefixBytes, byteCount: length,
      statedByteCount: stated, text: parts.text, image: parts.image,
      lengthFault: parts.lengthFault)
    stream.skip(Self.prefixBytes + length)
    return record
  }

  /// The length that a record has whose length would begin at a place ahead; `nil` when what is
  /// there cannot be one.
  private mutating func plausibleLength(at ahead: Int) throws -> Int? {
    let needed = ahead + Self.prefixBytes + 2
    guard try stream.available(needed) == needed, let encoding else { return nil }
    let bytes = stream.peek(ahead..<needed)
    let length = bytes.prefix(Self.prefixBytes).reduce(0) { $0 << 8 | Int($1) }
    let isTyped = bytes.suffix(2).allSatisfy { encoding.digit($0) != nil }
    return (2...Self.largestRecord).contains(length) && isTyped ? length : nil
  }

  /// The length that the record's type has, where it leads to another record and the one that the
  /// record states leads nowhere: the length is wrong then, and not the record.
  private mutating func lengthOfType(insteadOf length: Int) throws -> Int? {
    guard try !isRecordOrEnd(at: Self.prefixBytes + length), let encoding else { return nil }
    let code = encoding.decode(stream.peek(Self.prefixBytes..<Self.prefixBytes + 2))
    guard let type = RecordType(rawValue: String(decoding: code, as: UTF8.self)),
      type != .imageViewData, type.format.length != length,
      try isRecordOrEnd(at: Self.prefixBytes + type.format.length)
    else { return nil }
    return type.format.length
  }

  private mutating func isRecordOrEnd(at ahead: Int) throws -> Bool {
    let isAtEnd = try stream.available(ahead + 1) == ahead
    if isAtEnd { return true }
    return try plausibleLength(at: ahead) != nil
  }

  /// Goes on to where records begin again.
  private mutating func skipDamage(_ reason: String? = nil) throws -> Event {
    let offset = stream.offset
    let head = try stream.available(Self.prefixBytes)
    let length = stream.peek(0..<head).reduce(0) { $0 << 8 | Int($1) }
    var skipped = 0
    // Two records in a row are no chance.
    repeat {
      stream.skip(1)
      skipped += 1
      if let length = try plausibleLength(at: 0), length >= RecordFormat.leastLength,
        try isRecordOrEnd(at: Self.prefixBytes + length)
      {
        break
      }
    } while try stream.available(1) > 0
    return .damage(
      offset: offset, byteCount: skipped,
      reason: reason
        ?? (head < Self.prefixBytes
          ? "\(head) bytes where a record's length takes four"
          : "a record of \(length) bytes cannot begin here"))
  }

  /// EBCDIC has its digits where ASCII has nothing, and ASCII its digits where EBCDIC has little.
  private mutating func detectedEncoding() throws -> LetterEncoding {
    let count = try stream.available(84)
    let head = stream.peek(0..<count)
    func digits(_ encoding: LetterEncoding) -> Int {
      head.count { encoding.digit($0) != nil }
    }
    return digits(.ascii) > digits(.ebcdic) ? .ascii : .ebcdic
  }
}
