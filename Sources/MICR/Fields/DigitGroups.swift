/// How many digits stand between the dashes of a number.
struct DigitGroups: Sendable, Hashable {
  /// The number of digits in each group; empty when there is anything but digits and dashes.
  let lengths: [Int]

  init(_ text: String) {
    var lengths = [0]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): lengths[lengths.count - 1] += 1
      case UInt8(ascii: "D"): lengths.append(0)
      case UInt8(ascii: " "): continue
      default:
        self.lengths = []
        return
      }
    }
    self.lengths = lengths
  }

  /// The number of digits in all.
  var digits: Int { lengths.reduce(0, +) }
}
