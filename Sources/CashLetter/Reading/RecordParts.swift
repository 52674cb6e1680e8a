/// The text of a record, and the image that follows that of record 52.
struct RecordParts {
  let text: [UInt8]
  let image: [UInt8]?

  /// Divides a record's bytes.
  ///
  /// Where the lengths inside a record 52 do not fit it, all that is left is the image.
  init(_ bytes: ArraySlice<UInt8>, _ encoding: LetterEncoding) {
    guard encoding.decode(bytes.prefix(2)).elementsEqual(RecordType.imageViewData.rawValue.utf8)
    else {
      text = encoding.decode(bytes)
      image = nil
      return
    }
    var cursor = bytes.startIndex + min(ImageViewDataLayout.format.length, bytes.count)
    func number(_ width: Int) -> Int? {
      guard bytes.endIndex - cursor >= width else { return nil }
      defer { cursor += width }
      return Int(ascii: encoding.decode(bytes[cursor..<cursor + width])[...])
    }
    for width in ImageViewDataLayout.lengthWidths {
      guard let length = number(width), bytes.endIndex - cursor >= length else { break }
      if width != ImageViewDataLayout.lengthWidths.last { cursor += length }
    }
    text = encoding.decode(bytes[..<cursor])
    image = Array(bytes[cursor...])
  }
}

extension ImageViewDataLayout {
  /// How many digits tell the length of the image's key, of its signature and of the image, each
  /// before what it is the length of.
  static let lengthWidths = [4, 5, 7]
}
