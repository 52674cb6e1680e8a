/// Finds all that is wrong with a file of cash letters, in one pass and in flat memory.
///
/// Every field is looked at, every count and sum is made anew from the items up, and each finding
/// says where it is, what is there and what should be. One bad record spoils no other.
///
/// ```swift
/// let summary = try LetterVerifier.verify(nextPiece) { print($0.record, $0.found, $0.expected) }
/// ```
public struct LetterVerifier {
  /// What is looked at besides the records.
  public struct Options: Sendable {
    /// The bank's profile that the file should follow; `nil` for any.
    public var profile: LetterProfile?
    /// Whether every image is unpacked as well, which takes most of the time.
    public var unpacksImages = false

    /// Looks at records and the tags of images.
    public init() {}
  }

  let options: Options
  let report: (LetterFinding) -> Void
  var summary = LetterSummary()
  var file: OpenFile?
  var letter: OpenLetter?
  var bundle: OpenBundle?
  var item: OpenItem?
  private var isEnded = false
  /// The offset in the file behind everything that was taken so far.
  private var end = 0

  init(_ options: Options, _ report: @escaping (LetterFinding) -> Void) {
    self.options = options
    self.report = report
  }

  /// Verifies a file that comes in pieces, an empty one being its end.
  ///
  /// - Parameters:
  ///   - next: Gives the next piece.
  ///   - options: What is looked at.
  ///   - report: Told of each finding, in the order of the file.
  /// - Returns: What the file is and adds up to.
  /// - Throws: What giving the pieces throws.
  public static func verify(
    _ next: @escaping () throws -> [UInt8], options: Options = Options(),
    report: @escaping (LetterFinding) -> Void
  ) throws -> LetterSummary {
    var reader = CashLetterReader(next)
    var verifier = LetterVerifier(options, report)
    while let event = try reader.next() { verifier.take(event) }
    verifier.summary.encoding = reader.encoding
    verifier.finish()
    return verifier.summary
  }

  /// Looks at what is next in the file.
  mutating func take(_ event: CashLetterReader.Event) {
    switch event {
    case .record(let record):
      take(record)
      end = record.offset + record.byteCount
    case .damage(let offset, let count, let reason):
      note(damageAt: offset, count, reason)
      end = offset + count
    }
  }

  /// The level whose layouts hold.
  var level: StandardLevel { summary.level ?? .dstu }

  private mutating func take(_ record: RawRecord) {
    summary.records += 1
    guard let type = record.type else { return takeUnknown(record) }
    if type == .fileHeader, let header = record.record(FileHeaderLayout.self) {
      summary.level = summary.level ?? header.level.flatMap(StandardLevel.init(rawValue:))
    }
    checkFields(of: record, type)
    if isEnded { note(.order, record, "a record after the end of the file", "nothing") }
    switch type {
    case .fileHeader: open(file: record)
    case .cashLetterHeader: open(letter: record)
    case .bundleHeader: open(bundle: record)
    case .credit, .creditItem: takeCredit(record)
    case .checkDetail: open(check: record)
    case .returnDetail: open(returned: record)
    case .checkAddendumA, .checkAddendumC, .returnAddendumA, .returnAddendumB, .returnAddendumD:
      takeAddendum(record, type)
    case .imageViewDetail: takeViewDetail(record)
    case .imageViewData: takeViewData(record)
    case .imageViewAnalysis: takeViewAnalysis(record)
    case .bundleControl: close(bundleBy: record)
    case .cashLetterControl: close(letterBy: record)
    case .fileControl:
      close(fileBy: record)
      isEnded = true
    }
  }

  /// Record types of the standard that are not looked into; two of them are addenda.
  private static let others = ["27", "34", "40", "41", "68", "75", "85"]

  private mutating func takeUnknown(_ record: RawRecord) {
    if ["27", "34"].contains(record.code) { item?.addenda += 1 }
    guard !Self.others.contains(record.code) else { return }
    note(.order, record, "a record of type '\(record.code)'", "a type of the standard")
  }

  /// Ends the file.
  mutating func finish() {
    guard summary.records > 0 else { return }
    let place = Place(record: summary.records + 1, offset: end)
    closeLetter(before: place)
    if file != nil, !isEnded { note(missing: .fileControl, before: place) }
  }
}
