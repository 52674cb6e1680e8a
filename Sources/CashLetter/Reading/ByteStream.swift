/// Bytes that come in pieces, as far as they are needed at a time.
struct ByteStream {
  private let next: () throws -> [UInt8]
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// How many bytes lie before the next one.
  private(set) var offset = 0

  /// Takes what gives the next piece; an empty one is the end.
  init(_ next: @escaping () throws -> [UInt8]) { self.next = next }

  /// How many bytes there are, up to as many as are asked for.
  mutating func available(_ count: Int) throws -> Int {
    while buffer.count - start < count, !isAtEnd {
      let piece = try next()
      isAtEnd = piece.isEmpty
      // Not every time: what is left may be long, and is moved.
      if start > buffer.count / 2 {
        buffer.removeFirst(start)
        start = 0
      }
      buffer += piece
    }
    return min(buffer.count - start, count)
  }

  /// Some of the bytes that are available, from a place relative to the next one.
  func peek(_ range: Range<Int>) -> ArraySlice<UInt8> {
    buffer[start + range.lowerBound..<start + range.upperBound]
  }

  /// Goes past bytes that are available.
  mutating func skip(_ count: Int) {
    start += count
    offset += count
  }
}
