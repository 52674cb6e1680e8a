/// The types of records, by the two digits that they begin with.
public enum RecordType: String, Sendable, Hashable, CaseIterable {
  case fileHeader = "01"
  case cashLetterHeader = "10"
  case bundleHeader = "20"
  case checkDetail = "25"
  case checkAddendumA = "26"
  case checkAddendumC = "28"
  case returnDetail = "31"
  case returnAddendumA = "32"
  case returnAddendumB = "33"
  case returnAddendumD = "35"
  case imageViewDetail = "50"
  case imageViewData = "52"
  case imageViewAnalysis = "54"
  case credit = "61"
  case creditItem = "62"
  case bundleControl = "70"
  case cashLetterControl = "90"
  case fileControl = "99"

  /// The layout of the type's records.
  public var format: RecordFormat {
    switch self {
    case .fileHeader: FileHeaderLayout.format
    case .cashLetterHeader: CashLetterHeaderLayout.format
    case .bundleHeader: BundleHeaderLayout.format
    case .checkDetail: CheckDetailLayout.format
    case .checkAddendumA: CheckAddendumALayout.format
    case .checkAddendumC: CheckAddendumCLayout.format
    case .returnDetail: ReturnDetailLayout.format
    case .returnAddendumA: ReturnAddendumALayout.format
    case .returnAddendumB: ReturnAddendumBLayout.format
    case .returnAddendumD: ReturnAddendumDLayout.format
    case .imageViewDetail: ImageViewDetailLayout.format
    case .imageViewData: ImageViewDataLayout.format
    case .imageViewAnalysis: ImageViewAnalysisLayout.format
    case .credit: CreditLayout.format
    case .creditItem: CreditItemLayout.format
    case .bundleControl: BundleControlLayout.format
    case .cashLetterControl: CashLetterControlLayout.format
    case .fileControl: FileControlLayout.format
    }
  }

  /// What the record is, in the standard's terms.
  public var title: String {
    switch self {
    case .fileHeader: "file header"
    case .cashLetterHeader: "cash letter header"
    case .bundleHeader: "bundle header"
    case .checkDetail: "check detail"
    case .checkAddendumA: "check detail addendum A"
    case .checkAddendumC: "check detail addendum C"
    case .returnDetail: "return detail"
    case .returnAddendumA: "return addendum A"
    case .returnAddendumB: "return addendum B"
    case .returnAddendumD: "return addendum D"
    case .imageViewDetail: "image view detail"
    case .imageViewData: "image view data"
    case .imageViewAnalysis: "image view analysis"
    case .credit: "credit"
    case .creditItem: "credit item"
    case .bundleControl: "bundle control"
    case .cashLetterControl: "cash letter control"
    case .fileControl: "file control"
    }
  }
}
