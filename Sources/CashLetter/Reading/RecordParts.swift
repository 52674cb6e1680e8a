/// The text of a record, and the image that follows that of record 52.
struct RecordParts {
  let text: [UInt8]
  let image: [UInt8]?
  /// The first length of a record 52 that does not fit it.
  let lengthFault: LengthFault?

  /// Divides a record's bytes.
  ///
  /// Where the length of a key or a signature does not fit the record, nobody knows where the image
  /// begins, and there is none. Where only the length of the image does not, it is all that is left.
  init(_ bytes: ArraySlice<UInt8>, _ encoding: LetterEncoding) {
    guard encoding.decode(bytes.prefix(2)).elementsEqual(RecordType.imageViewData.rawValue.utf8)
    else {
      text = encoding.decode(bytes)
      image = nil
      lengthFault = nil
      return
    }
    var cursor = bytes.startIndex + min(ImageViewDataLayout.format.length, bytes.count)
    var fault: LengthFault?
    var hasImage = false
    for (index, field) in ImageViewDataLayout.lengths.enumerated() {
      let start = cursor
      func note(_ found: String, _ expected: String) {
        fault = LengthFault(
          field: field.name, start: start - bytes.startIndex, found: found, expected: expected)
      }
      guard bytes.endIndex - cursor >= field.width else {
        note("nothing", "\(field.width) digits")
        break
      }
      let digits = encoding.decode(bytes[cursor..<cursor + field.width])[...]
      cursor += field.width
      let left = bytes.endIndex - cursor
      if !digits.isBlank, let expected = FieldKind.sequence.expectation(of: digits) {
        note(digits.printable, expected)
        break
      }
      let length = Int(ascii: digits.trimmed) ?? 0
      if index == ImageViewDataLayout.lengths.count - 1 {
        hasImage = true
        if length != left { note(digits.printable, left.padded(field.width)) }
      } else if length <= left {
        cursor += length
      } else {
        note(digits.printable, "at most \(left), the bytes that follow")
        break
      }
    }
    text = encoding.decode(bytes[..<cursor])
    image = hasImage ? Array(bytes[cursor...]) : nil
    lengthFault = fault
  }
}

/// A length inside a record 52 that does not fit the record.
struct LengthFault: Sendable, Hashable {
  /// The field's name in the standard's terms.
  var field: String
  /// Its first byte in the record, from 0.
  var start: Int
  var found: String
  var expected: String
}

extension ImageViewDataLayout {
  /// The lengths behind the fields of the layout, each before what it is the length of: digits, which
  /// may have blanks on one side; nothing but blanks is none.
  ///
  /// Source: X9.100-187, record 52, whose lengths are numeric or blank.
  static let lengths = [
    (name: "length of image reference key", width: 4),
    (name: "length of digital signature", width: 5),
    (name: "length of image data", width: 7),
  ]
}
