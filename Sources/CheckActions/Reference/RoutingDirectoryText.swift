import Hashing
import Foundation

/// A routing directory from outside, checked line by line and brought into the normalised form.
public struct RoutingDirectoryText: Sendable {
  /// Why a file was not taken.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file could not be read, or is too large.
    case unreadable(file: String, reason: String)
    /// The file begins with a byte order mark.
    case byteOrderMark(file: String)
    /// The lines end with CR alone.
    case carriageReturns(file: String)
    /// The file has no records.
    case empty(file: String)
    /// Lines are damaged: the first ones, and how many there are in all.
    case damaged(file: String, first: [RoutingFault], count: Int)

    /// What happened, and what to do.
    public var description: String {
      switch self {
      case .unreadable(let file, let reason):
        return "cannot read \(file): \(reason); name a readable file of at most "
          + "\(RoutingDirectory.limitBytes >> 20) MiB with the FedACH directory's text"
      case .byteOrderMark(let file):
        return "\(file) begins with a byte order mark, and nothing was imported: save it as plain "
          + "ASCII text without one"
      case .carriageReturns(let file):
        return
          "the lines of \(file) end with CR alone, and nothing was imported: save it with LF or "
          + "CRLF at the line ends"
      case .empty(let file):
        return "\(file) has no records: give the FedACH directory's text, 155 characters a line"
      case .damaged(let file, let first, let count):
        let lines =
          first.map { "  \($0)" }
          + (count > first.count ? ["  and \(count - first.count) more"] : [])
        return """
          \(file) has \(count) damaged line\(count == 1 ? "" : "s"), and nothing was imported:
          \(lines.joined(separator: "\n"))
          Set them right or fetch the file again; the directory that held stays.
          """
      }
    }
  }

  /// The most damaged lines that are named.
  public static let mostNamed = 20

  /// The records, ascending by routing number, each with a line feed.
  public let normalised: [UInt8]
  /// The number of records.
  public var count: Int { normalised.count / RoutingDirectory.stride }
  /// The SHA-256 of ``normalised``, in hexadecimal.
  public let checksum: String

  /// Takes bytes that are normalised already.
  package init(normalised bytes: [UInt8]) {
    normalised = bytes
    checksum = SHA256.hash(bytes).hexadecimal
  }

  /// Reads a file of at most ``RoutingDirectory/limitBytes``, a piece at a time.
  ///
  /// Lines end with LF or CRLF; empty ones are passed over. All lines are looked at, and nothing is
  /// taken when one of them is damaged.
  public init(file: String) throws(Failure) {
    var lines = RoutingLines()
    do throws(LocalFile.Failure) {
      try LocalFile.forEachPiece(of: file, limit: RoutingDirectory.limitBytes) { lines.take($0) }
    } catch {
      throw .unreadable(file: file, reason: error.description)
    }
    lines.end()
    guard !lines.hasByteOrderMark else { throw .byteOrderMark(file: file) }
    guard !lines.hasBareReturns else { throw .carriageReturns(file: file) }
    let (sorted, repeated, repeatedCount) = lines.sorted()
    let faultCount = lines.faultCount + repeatedCount
    guard faultCount == 0 else {
      let first = (lines.faults + repeated).sorted { $0.line < $1.line }
      throw .damaged(file: file, first: Array(first.prefix(Self.mostNamed)), count: faultCount)
    }
    guard !sorted.isEmpty else { throw .empty(file: file) }
    self.init(normalised: sorted)
  }
}
