import CheckPipeline
import Foundation

/// A folder with files of any names: those of the input, which slashes part.
enum FolderTarget: FuzzTarget {
  static let name = "folder"
  static let longest = 1024

  static func seeds() throws -> [[UInt8]] {
    [
      "a@b^4400112233^1,250.00^1497458268.png", "^1^5^.JPG", "^", "a.png/b.txt/.hidden.png",
      "a@b^..^5^1.png/-rf.png/\u{1B}[31m.png/a\nb.png", "^^^.png", "e\u{301}.png/\u{E9}.png",
      "\u{202E}gnp.exe.png", ".png/..png/...", "a^b^c^d^e.tif/ .tiff/\t.jpeg",
    ].map { Array($0.utf8) } + [
      [0xFF, 0xFE] + Array(".png".utf8), Array("\u{FFFD}.png/".utf8) + [0x80, 0x5E],
    ]
  }

  static func attempt(_ bytes: [UInt8]) throws {
    let folder = "\(ScratchFolder.path)/folder"
    mkdir(folder, 0o700)
    var made: [[UInt8]] = []
    for name in bytes.split(separator: UInt8(ascii: "/")).prefix(8)
    where !name.contains(0) && !name.elementsEqual(IngestPlan.manifestName.utf8) {
      let descriptor = open(path(folder, name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      // A name may be too long, or be there twice.
      guard descriptor >= 0 else { continue }
      close(descriptor)
      made.append(Array(name))
    }
    defer { for name in made { unlink(path(folder, name)) } }
    try check(IngestPlan(folder: folder), made, folder)
  }

  private static func check(_ plan: IngestPlan, _ made: [[UInt8]], _ folder: String) {
    let told =
      plan.submissions.map { Array($0.front.description.utf8.dropFirst(folder.utf8.count + 1)) }
      + plan.problems.map { Array($0.file.utf8) }
    for name in told { require(!name.contains(UInt8(ascii: "/")), "a name inside the folder") }
    let wanted = made.count { name in
      let text = String(decoding: name, as: UTF8.self)
      return PictureName.isPicture(text) && name.first != UInt8(ascii: ".")
    }
    require(told.count == wanted, "each picture is told once: \(told.count) of \(wanted)")
    for problem in plan.problems {
      require(!problem.reason.description.isEmpty, "a problem says what is wrong")
    }
  }

  private static func path(_ folder: String, _ name: ArraySlice<UInt8>) -> [CChar] {
    (Array(folder.utf8) + [UInt8(ascii: "/")] + name + [0]).map { CChar(bitPattern: $0) }
  }

  private static func path(_ folder: String, _ name: [UInt8]) -> [CChar] {
    path(folder, name[...])
  }
}
