/// An item of a cash letter with all of its records: a check or a returned one.
public struct LetterItem: Sendable, Hashable {
  /// An image of one side, with what describes it.
  public struct View: Sendable, Hashable {
    /// Record 50.
    public var detail: ImageViewDetail
    /// Record 52, but for the image.
    public var data: ImageViewData
    /// The image's bytes.
    public var image: [UInt8]
    /// Record 54, where there is one.
    public var analysis: ImageViewAnalysis?

    /// Makes a view from its records.
    public init(
      detail: ImageViewDetail, data: ImageViewData, image: [UInt8],
      analysis: ImageViewAnalysis? = nil
    ) {
      self.detail = detail
      self.data = data
      self.image = image
      self.analysis = analysis
    }
  }

  /// The item itself: a record 25, with its addenda, or a record 31 with its.
  public enum Kind: Sendable, Hashable {
    /// A check: records 25, 26 and 28.
    case check(CheckDetail, [CheckAddendumA], [CheckAddendumC])
    /// A returned item: records 31, 32, 33 and 35.
    case returned(ReturnDetail, [ReturnAddendumA], ReturnAddendumB?, [ReturnAddendumD])
  }

  /// The item itself.
  public var kind: Kind
  /// Its images, the front first.
  public var views: [View]

  /// Makes an item from its records.
  public init(_ kind: Kind, views: [View]) {
    self.kind = kind
    self.views = views
  }

  /// What it adds to the totals.
  var totals: LetterTotals {
    var totals =
      switch kind {
      case .check(let detail, _, _): LetterTotals(detail)
      case .returned(let detail, _, _, _): LetterTotals(detail)
      }
    totals.images = views.count
    return totals
  }
}
