extension LineLayout {
  /// Whether every symbol stands where a known layout wants it: a character that was passed over
  /// would most likely break this.
  var isComplete: Bool {
    guard let transit, !hasBrokenAmount, !lacksItsEnd else { return false }
    let groups = DigitGroups(transit.text).lengths
    switch transit.frame {
    case .bothSides:
      guard [[9], [4, 4], [5, 3]].contains(groups) else { return false }
      return leftover.isEmpty && isOnUsClosed
    case .rightSide:
      guard auxOnUs != nil, groups.count <= 2, (6...10).contains(groups.reduce(0, +)),
        groups.allSatisfy({ $0 > 0 }), isLeadingCode(leftover)
      else { return false }
      return isOnUsClosed || (onUs ?? "").utf8.count == 2
    }
  }

  /// Whether there is an empty place right before the symbol that closes the account number: printers
  /// set it next to the last digit.
  var hasGapAtClose: Bool {
    guard transit?.frame == .bothSides, let onUs, let end = onUs.dropFirst().firstIndex(of: "C")
    else { return false }
    return onUs[..<end].last == " "
  }

  /// Where one more field may stand beside what was read: left of a routing number an auxiliary
  /// on-us field, at the right end a serial number or a code.
  var openEnds: OpenEnds {
    OpenEnds(left: transit?.frame == .bothSides && auxOnUs == nil, right: mayGoOn)
  }

  private var mayGoOn: Bool {
    guard amount == nil else { return false }
    guard let onUs else { return true }
    return onUs.last == "C" && (auxOnUs == nil || transit?.frame != .bothSides)
  }

  /// A framed code left of the serial number, as in Malaysia and Singapore.
  private func isLeadingCode(_ text: String) -> Bool {
    guard !text.isEmpty else { return true }
    return text.first == "A" && (2...3).contains(text.utf8.count)
      && text.dropFirst().allSatisfy(\.isNumber)
  }

  /// Digits (and dashes), an on-us symbol, and perhaps digits; nothing else.
  private var isOnUsClosed: Bool {
    guard let onUs, onUs.last != "D" else { return false }
    let symbols = onUs.filter { $0 == "A" || $0 == "C" }
    guard symbols == "C" || (symbols == "CC" && onUs.first == "C") else { return false }
    return OnUsField(onUs, serialIsElsewhere: true).account != nil
  }
}

/// The ends of a line where one more field may stand, and those beyond which nothing can.
struct OpenEnds: Hashable {
  var left: Bool
  var right: Bool
  /// What the line's format vouches for.
  var closed = ClosedEnds()
}
