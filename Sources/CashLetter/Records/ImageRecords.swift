/// Record 50: what the image in the next record is.
public struct ImageViewDetailLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.imageViewDetail
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// 1 for an image of the actual item, 2 for one that is not, 0 for none.
  public let indicator = Field.code("image indicator", 3...3, "0123")
  /// The routing number of the institution that made it.
  public let creator = Field.routing("image creator routing number", 4...12)
  /// The day on which it was made.
  public let creationDate = Field.date("image creator date", 13...20)
  /// `00` for TIFF.
  public let fileFormat = Field.code(
    "image view format indicator", 21...22, "00 01 02 20 21 22 23", isOptional: true)
  /// `00` for Group 4.
  public let compression = Field.code(
    "image view compression algorithm identifier", 23...24, "00 01 02 20 21 22 23", isOptional: true
  )
  /// The number of bytes of the image.
  public let imageBytes = Field.number("image view data size", 25...31, isOptional: true)
  /// 0 for the front, 1 for the rear.
  public let side = Field.code("view side indicator", 32...32, "01")
  /// Which part is seen; `00` is all.
  public let descriptor = Field.code(
    "view descriptor", 33...34, "00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15")
  /// 1 where the image carries a digital signature.
  public let isSigned = Field.code("digital signature indicator", 35...35, "01", isOptional: true)
  /// How it is signed.
  public let signatureMethod = Field.digits("digital signature method", 36...37, isOptional: true)
  /// The size of the key, in bits.
  public let keySize = Field.number("security key size", 38...42, isOptional: true)
  /// The first byte that is signed.
  public let protectedStart = Field.number("start of protected data", 43...49, isOptional: true)
  /// How many bytes are signed; 0 for all.
  public let protectedBytes = Field.number("length of protected data", 50...56, isOptional: true)
  /// 1 where the sender can make the image again.
  public let canRecreate = Field.code("image recreate indicator", 57...57, "01", isOptional: true)
  /// What two parties agreed on.
  public let user = Field.text("user field", 58...65)
  let reserved = Field.reserved(66...66)
  /// Why an image with faults is sent.
  public let override = Field.code(
    "override indicator", 67...67, "0ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789", isOptional: true,
    since: .edition2008)
  let reservedLast = Field.reserved(68...80)
}

/// Record 50: what the image in the next record is.
public typealias ImageViewDetail = Record<ImageViewDetailLayout>

/// Record 52: an image, after the fields of this layout and those that vary in length.
public struct ImageViewDataLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.imageViewData
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// The routing number of the institution that makes the file.
  public let institution = Field.routing("ECE institution routing number", 3...11)
  /// The business day of its bundle.
  public let businessDate = Field.date("bundle business date", 12...19)
  /// The business cycle of its bundle.
  public let cycle = Field.text("cycle number", 20...21)
  /// The number of the item.
  public let itemSequence = Field.sequence("ECE institution item sequence number", 22...36)
  /// Who signed it.
  public let originatorName = Field.text("security originator name", 37...52)
  /// Who can tell that it was signed.
  public let authenticatorName = Field.text("security authenticator name", 53...68)
  /// The key that it was signed with.
  public let keyName = Field.text("security key name", 69...84)
  /// The corner that clipping is counted from; 0 for none.
  public let clippingOrigin = Field.code("clipping origin", 85...85, "01234", isOptional: true)
  /// The first column of the part.
  public let clipLeft = Field.number("clipping coordinate h1", 86...89, isOptional: true)
  /// The last column of the part.
  public let clipRight = Field.number("clipping coordinate h2", 90...93, isOptional: true)
  /// The first row of the part.
  public let clipTop = Field.number("clipping coordinate v1", 94...97, isOptional: true)
  /// The last row of the part.
  public let clipBottom = Field.number("clipping coordinate v2", 98...101, isOptional: true)
}

/// Record 52: an image, after the fields of this layout and those that vary in length.
public typealias ImageViewData = Record<ImageViewDataLayout>
