import CheckActions

/// The text of a routing directory.
enum RoutingDirectoryTarget: FuzzTarget {
  static let name = "routing-directory"
  static let longest = 4096

  static func seeds() throws -> [[UInt8]] {
    let text = SyntheticDirectory.text
    let lines = text.split(separator: "\n").prefix(3).map(String.init)
    return [
      lines.joined(separator: "\n"), lines.joined(separator: "\r\n") + "\r\n",
      lines.joined(separator: "\r"), "\u{FEFF}" + lines[0], lines[0] + "\n" + lines[0] + "\n",
      lines[0].trimmingSuffix(of: " ") + "\n\n\n", "\n", "",
    ].map { Array($0.utf8) }
  }

  static func attempt(_ bytes: [UInt8]) throws {
    guard let text = try read(bytes) else { return }
    require(text.count > 0, "a directory has records")
    guard let directory = RoutingDirectory(version: 1, normalised: text.normalised) else {
      fatalError("broken promise: what was brought into the normalised form is in it")
    }
    require(directory.count == text.count, "each record is there")
    require(try read(text.normalised)?.normalised == text.normalised, "the form stays as it is")
    let stride = RoutingRecord.length + 1
    for start in Swift.stride(from: 0, to: text.normalised.count, by: stride) {
      let number = String(decoding: text.normalised[start..<start + 9], as: UTF8.self)
      require(directory[number]?.routingNumber == number, "each number is found")
    }
  }

  private static func read(_ bytes: [UInt8]) throws -> RoutingDirectoryText? {
    let file = try ScratchFolder.file("directory.txt", bytes)
    do throws(RoutingDirectoryText.Failure) {
      return try RoutingDirectoryText(file: file)
    } catch {
      require(!error.description.isEmpty, "an error says what is wrong")
      return nil
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(of character: Character) -> String {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
