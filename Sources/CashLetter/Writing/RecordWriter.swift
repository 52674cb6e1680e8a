/// Writes records, each behind its length, and counts them.
struct RecordWriter {
  private let level: StandardLevel
  private let encoding: LetterEncoding
  private let write: ([UInt8]) throws -> Void
  /// How many records were written.
  private(set) var count = 0

  init(
    level: StandardLevel, encoding: LetterEncoding, write: @escaping ([UInt8]) throws -> Void
  ) {
    self.level = level
    self.encoding = encoding
    self.write = write
  }

  /// Writes a record whose every field is well-formed.
  mutating func write<Layout>(_ record: Record<Layout>, tail: [UInt8] = []) throws {
    for field in Layout.format.fields {
      guard let expected = field.expectation(in: record.text, level: level) else { continue }
      throw CashLetterError.field(
        record: Layout.type, name: field.name,
        found: field.isPrivate ? "what is not shown" : record.text[field.range].printable,
        expected: expected)
    }
    let length = record.text.count + tail.count
    let prefix = (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) }
    try write(prefix + encoding.encode(record.text) + tail)
    count += 1
  }

  /// Writes a view: records 50, 52 with the image, and 54 where there is one.
  mutating func write(_ view: LetterItem.View) throws {
    try write(view.detail)
    let lengths = zip(ImageViewDataLayout.lengths, [0, 0, view.image.count])
      .flatMap { field, length in length.ascii(.number, width: field.width) }
    try write(view.data, tail: encoding.encode(lengths) + view.image)
    if let analysis = view.analysis { try write(analysis) }
  }
}
