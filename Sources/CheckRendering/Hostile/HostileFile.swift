/// A picture file made to harm whoever decodes it: it lies about its size, contradicts itself, uses
/// a rare part of its format, or ends early.
///
/// Whatever it is, decoding it must give a picture within the limits or an error, in bounded time
/// and memory.
public struct HostileFile: Sendable, Hashable {
  /// What is wrong or rare about it, in a few words.
  public var name: String
  /// The file.
  public var bytes: [UInt8]

  /// Every file, of each format; always the same.
  public static var all: [HostileFile] { pngs + jpegs + tiffs + others }

  /// Files that are no picture.
  static var others: [HostileFile] {
    [
      ("nothing", []), ("one byte", [0x89]), ("zeros", Array(repeating: 0, count: 1000)),
      ("a PDF", Array("%PDF-1.7\n".utf8)), ("a GIF", Array("GIF89a".utf8)),
      ("a BMP", Array("BM".utf8)), ("a BigTIFF", [0x49, 0x49, 43, 0, 8, 0, 0, 0, 16, 0, 0, 0]),
    ].map { HostileFile(name: $0.0, bytes: $0.1) }
  }
}
