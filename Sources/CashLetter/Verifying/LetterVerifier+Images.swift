import ImageCodecs

/// What is asked of the images of an item.
extension LetterVerifier {
  mutating func takeViewDetail(_ record: RawRecord) {
    guard let detail = record.record(ImageViewDetailLayout.self) else { return }
    guard item != nil else {
      return note(.order, record, "an image without an item", "record 25 or 31 before it")
    }
    checkAwaited()
    item?.awaited = record
    item?.hasAnalysis = false
    item?.totals.images += 1
    if let side = detail.side, item?.sides.contains(side) == true {
      note(.order, record, "a second image of side \(side)", "one of each side")
    }
    if let format = detail.fileFormat, format != "00" {
      note(.image, record, \ImageViewDetailLayout.fileFormat, "00, a TIFF")
    }
    if let compression = detail.compression, compression != "00" {
      note(.image, record, \ImageViewDetailLayout.compression, "00, Group 4")
    }
    checkNotLater(record, \ImageViewDetailLayout.creationDate)
  }

  mutating func takeViewData(_ record: RawRecord) {
    guard let awaited = item?.awaited, let detail = awaited.record(ImageViewDetailLayout.self)
    else {
      return note(.order, record, "image data without its detail", "record 50 before it")
    }
    item?.awaited = nil
    if let side = detail.side { item?.sides.insert(side) }
    expect(.mismatch, awaited, \ImageViewDetailLayout.imageBytes, record.image?.count)
    expect(.mismatch, record, \ImageViewDataLayout.institution, letter?.header.institution)
    expect(.mismatch, record, \ImageViewDataLayout.businessDate, bundle?.header.businessDate)
    let sequence = record.record(ImageViewDataLayout.self)?.itemSequence
    if let sequence, let wanted = item?.itemSequence,
      sequence.sequenceDigits != wanted.sequenceDigits
    {
      note(.mismatch, record, \ImageViewDataLayout.itemSequence, wanted)
    }
    if let fault = record.lengthFault {
      note(
        .framing, record, field: fault.field, at: record.offset + fault.start, fault.found,
        fault.expected)
    }
    if let image = record.image { check(image, record) }
  }

  /// Notes a record 50 whose image did not come.
  mutating func checkAwaited() {
    guard let awaited = item?.awaited else { return }
    note(.missing, awaited, "no image view data", "record 52 after it")
  }

  mutating func takeViewAnalysis(_ record: RawRecord) {
    guard let item, !item.sides.isEmpty, item.awaited == nil, !item.hasAnalysis else {
      return note(.order, record, "an image's analysis without it", "record 52 before it")
    }
    self.item?.hasAnalysis = true
  }

  private mutating func check(_ image: [UInt8], _ record: RawRecord) {
    let offset = record.offset + record.text.count
    let faults = ExchangeTIFF.faults(in: image)
    for fault in faults {
      note(.image, record, field: fault.subject, at: offset, fault.found, fault.expected)
    }
    guard options.unpacksImages, faults.isEmpty else { return }
    do throws(ImageCodecError) {
      _ = try ImageDecoder.decodeGray(image)
    } catch {
      note(.image, record, field: "pixels", at: offset, error.description, "a picture")
    }
  }
}
