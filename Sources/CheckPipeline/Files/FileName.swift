/// File names without a folder.
enum FileName {
  /// Returns `true` if a name stands for a file in the folder that it is joined to, and for no other.
  static func isPlain(_ name: String) -> Bool {
    // By bytes: a slash with an accent upon it is another character, and parts a path all the same.
    let partsPath = name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
    return !name.isEmpty && !partsPath && name != "." && name != ".."
  }
}
