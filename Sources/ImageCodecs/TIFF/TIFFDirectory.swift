/// One directory of a TIFF (TIFF 6.0, section 2): the tags that are known here, and where the next
/// directory is.
struct TIFFDirectory {
  /// The tags that are read or written here.
  enum Tag: UInt16, CaseIterable {
    case subfileType = 254
    case width = 256
    case height = 257
    case bitsPerSample = 258
    case compression = 259
    case photometric = 262
    case fillOrder = 266
    case stripOffsets = 273
    case orientation = 274
    case samplesPerPixel = 277
    case rowsPerStrip = 278
    case stripByteCounts = 279
    case xResolution = 282
    case yResolution = 283
    case planarConfiguration = 284
    case group3Options = 292
    case group4Options = 293
    case resolutionUnit = 296
    case predictor = 317
    case colorMap = 320
    case tileWidth = 322
    case tileHeight = 323
    case tileOffsets = 324
    case tileByteCounts = 325
    case extraSamples = 338
    case sampleFormat = 339
  }

  /// Real files have a few dozen tags; more show that an offset leads nowhere.
  static let mostEntries = 4096

  private static let rational = 5

  private struct Entry {
    let type: Int
    let size: Int
    let count: Int
    let offset: Int
  }

  private let file: TIFFBytes
  private var entries: [Tag: Entry] = [:]
  /// Where the next directory is; 0 after the last.
  let next: Int

  init(at offset: Int, of file: TIFFBytes) throws(ImageCodecError) {
    self.file = file
    let count = try file.number(at: offset, size: 2, "a directory")
    guard (1...Self.mostEntries).contains(count) else {
      throw .corrupt("a TIFF directory of \(count) entries at byte \(offset)")
    }
    let end = offset + 2 + 12 * count
    next = try file.number(at: end, size: 4, "the end of a directory")
    for start in stride(from: offset + 2, to: end, by: 12) {
      let number = try file.number(at: start, size: 2, "a tag")
      guard let tag = Tag(rawValue: UInt16(number)), entries[tag] == nil else { continue }
      let type = try file.number(at: start + 2, size: 2, "a tag")
      let values = try file.number(at: start + 4, size: 4, "a tag")
      // BYTE, SHORT and LONG; the tags that are read as numbers have no other types.
      let size =
        switch type {
        case 1: 1
        case 3: 2
        case 4: 4
        default: 0
        }
      let isInline = type != Self.rational && size * values <= 4
      let place = isInline ? start + 8 : try file.number(at: start + 8, size: 4, "a tag")
      entries[tag] = Entry(type: type, size: size, count: values, offset: place)
    }
  }

  /// The first value of a tag; `nil` when the tag is not there.
  func number(_ tag: Tag) throws(ImageCodecError) -> Int? {
    try numbers(tag, count: 1)?[0]
  }

  /// The fraction that is the value of a tag; `nil` when the tag is not there.
  func fraction(_ tag: Tag) throws(ImageCodecError) -> (numerator: Int, denominator: Int)? {
    guard let entry = entries[tag] else { return nil }
    guard entry.type == Self.rational else { throw .corrupt("TIFF tag \(tag) is no fraction") }
    return (
      try file.number(at: entry.offset, size: 4, "tag \(tag)"),
      try file.number(at: entry.offset + 4, size: 4, "tag \(tag)")
    )
  }

  /// The first value of a tag that has to be there.
  func required(_ tag: Tag) throws(ImageCodecError) -> Int {
    guard let number = try number(tag) else { throw .corrupt("a TIFF without tag \(tag)") }
    return number
  }

  /// How many values a tag has.
  func count(_ tag: Tag) -> Int { entries[tag]?.count ?? 0 }

  /// The first values of a tag, as many as are asked for; `nil` when the tag is not there.
  func numbers(_ tag: Tag, count: Int) throws(ImageCodecError) -> [Int]? {
    guard let entry = entries[tag] else { return nil }
    guard entry.size > 0 else { throw .corrupt("TIFF tag \(tag) is no whole number") }
    guard entry.count >= count else {
      throw .corrupt("TIFF tag \(tag) has \(entry.count) values instead of \(count)")
    }
    // Looked at before memory for the values is taken.
    let last = entry.offset + (count - 1) * entry.size
    _ = try file.number(at: last, size: entry.size, "the end of tag \(tag)")
    var values: [Int] = []
    values.reserveCapacity(count)
    for index in 0..<count {
      let offset = entry.offset + index * entry.size
      values.append(try file.number(at: offset, size: entry.size, "tag \(tag)"))
    }
    return values
  }
}
