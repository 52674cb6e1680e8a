import CashLetter

/// Names of files for the images of a letter: made of numbers, never of text from the file.
struct LetterImageNames {
  private var uses: [Int: Int] = [:]
  private var item = 0
  private var stem = ""
  private var sides: Set<String> = []

  /// The name of the next image, which no other image of the file has.
  mutating func name(of image: LetterImages.Image) -> String {
    let side = image.side?.rawValue ?? "image"
    if sides.isEmpty || image.item != item || sides.contains(side) {
      item = image.item
      stem = newStem(of: image)
      sides = []
    }
    sides.insert(side)
    return "\(stem)-\(side).\(image.isTIFF ? "tif" : "bin")"
  }

  private mutating func newStem(of image: LetterImages.Image) -> String {
    guard let sequence = image.itemSequence else { return "record-\(image.record)" }
    let use = uses[sequence, default: 0] + 1
    uses[sequence] = use
    return use == 1 ? "\(sequence)" : "\(sequence)-\(use)"
  }
}

extension LetterImages.Image {
  fileprivate var isTIFF: Bool {
    [[0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42]].contains(Array(bytes.prefix(4)))
  }
}
