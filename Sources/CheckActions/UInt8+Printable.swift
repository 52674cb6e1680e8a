extension UInt8 {
  /// Whether it stands for a character of ASCII that is shown, or for a blank.
  var isPrintable: Bool { (0x20...0x7E).contains(self) }
}
