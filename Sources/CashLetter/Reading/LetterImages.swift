/// Reads the images of a file of cash letters, one at a time; checks and returned items alike.
///
/// ```swift
/// var images = LetterImages(nextPiece)
/// while let image = try images.next() { try store(image.bytes) }
/// ```
public struct LetterImages {
  /// The side of an item that an image is of.
  public enum Side: String, Sendable, Hashable, Codable {
    case front, rear
  }

  /// An image, and what it is of.
  public struct Image: Sendable, Hashable {
    /// The number of the record that it is in, from 1.
    public let record: Int
    /// Which item of the file it is of, from 1; 0 before the first.
    public let item: Int
    /// The item's sequence number, or that of the image where the item has none; `nil` where
    /// neither is a number.
    public let itemSequence: Int?
    /// The side; `nil` where no record says so.
    public let side: Side?
    /// The bytes; a TIFF, if all is well.
    public let bytes: [UInt8]
  }

  private var reader: CashLetterReader
  private var verifier: LetterVerifier?
  private var item = 0
  private var sequence: Int?
  private var side: Side?
  /// Whether any record of the standard was seen so far.
  public private(set) var isReadable = false

  /// Reads from what gives the next bytes of a file; an empty piece is the end.
  ///
  /// - Parameters:
  ///   - next: Gives the next piece.
  ///   - report: Told of all that is wrong with the file, each finding before the next image; where it
  ///     is given, the whole file is verified on the way.
  public init(
    _ next: @escaping () throws -> [UInt8], report: ((LetterFinding) -> Void)? = nil
  ) {
    reader = CashLetterReader(next)
    verifier = report.map { LetterVerifier(LetterVerifier.Options(), $0) }
  }

  /// The next image that has any bytes; `nil` at the end of the file.
  ///
  /// - Throws: What giving the bytes throws.
  public mutating func next() throws -> Image? {
    while let event = try reader.next() {
      verifier?.take(event)
      guard case .record(let record) = event, let type = record.type else { continue }
      isReadable = true
      switch type {
      case .checkDetail: begin(record.record(CheckDetailLayout.self)?.itemSequence)
      case .returnDetail: begin(record.record(ReturnDetailLayout.self)?.itemSequence)
      case .imageViewDetail: side = Side(record.record(ImageViewDetailLayout.self)?.side)
      case .imageViewData:
        let image = image(in: record)
        side = nil
        if !image.bytes.isEmpty { return image }
      // What follows these is of no item before them.
      case .bundleHeader, .credit, .creditItem: sequence = nil
      default: break
      }
    }
    verifier?.finish()
    verifier = nil
    return nil
  }

  private mutating func begin(_ itemSequence: String?) {
    item += 1
    sequence = itemSequence?.sequenceNumber
    side = nil
  }

  private func image(in record: RawRecord) -> Image {
    let own = record.record(ImageViewDataLayout.self)?.itemSequence?.sequenceNumber
    return Image(
      record: record.number, item: item, itemSequence: sequence ?? own, side: side,
      bytes: record.image ?? [])
  }
}

extension LetterImages.Side {
  fileprivate init?(_ indicator: String?) {
    switch indicator {
    case "0": self = .front
    case "1": self = .rear
    default: return nil
    }
  }
}

extension String {
  fileprivate var sequenceNumber: Int? { utf8.allSatisfy(\.isDigit) ? Int(self) : nil }
}
