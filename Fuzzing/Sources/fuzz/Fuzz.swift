import CLibFuzzer
import Foundation

/// Tries a part of the product with inputs that libFuzzer makes up: `fuzz TARGET [OPTION ...]
/// [FOLDER | FILE ...]`, where files are tried once each.
@main struct Fuzz {
  static var targets: [any FuzzTarget.Type] {
    [
      PNGTarget.self, PNGRowsTarget.self, JPEGTarget.self, TIFFTarget.self, ReaderTarget.self,
      LineTarget.self, ManifestTarget.self, FolderTarget.self, RoutingDirectoryTarget.self,
      SocketTarget.self, LetterTarget.self,
    ]
  }

  /// The target of this process; libFuzzer's function of C carries nothing with it.
  ///
  /// Set once, before libFuzzer starts, and it calls on one thread.
  private nonisolated(unsafe) static var target: any FuzzTarget.Type = PNGTarget.self

  static func main() throws {
    let arguments = CommandLine.arguments
    switch arguments.dropFirst().first {
    case "targets":
      print(targets.map { $0.name }.joined(separator: "\n"))
    case "seeds" where arguments.count == 3:
      for target in targets { try writeSeeds(of: target, to: "\(arguments[2])/\(target.name)") }
    case let name:
      guard let chosen = targets.first(where: { $0.name == name }) else {
        print(
          "usage: fuzz TARGET [OPTION ...] [FOLDER | FILE ...] | fuzz targets | fuzz seeds FOLDER")
        exit(64)
      }
      target = chosen
      exit(run([arguments[0], "-max_len=\(chosen.longest)"] + arguments.dropFirst(2)))
    }
  }

  private static func run(_ arguments: [String]) -> Int32 {
    var count = Int32(arguments.count)
    var copies: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    return copies.withUnsafeMutableBufferPointer { copies in
      var first = copies.baseAddress
      return LLVMFuzzerRunDriver(&count, &first) { bytes, count in
        let input = Array(UnsafeBufferPointer(start: bytes, count: count))
        do {
          try Fuzz.target.attempt(input)
        } catch {
          fatalError("\(Fuzz.target.name): \(error)")
        }
        return 0
      }
    }
  }

  private static func writeSeeds(of target: any FuzzTarget.Type, to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (index, seed) in try target.seeds().enumerated() where seed.count <= target.longest {
      try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(index)"))
    }
  }
}
