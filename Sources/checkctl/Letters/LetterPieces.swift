import CheckActions
import Foundation

/// A letter's file or standard input, read a piece at a time.
final class LetterPieces {
  /// Why a file cannot be read, and what to do.
  struct Unreadable: Error {
    var reason: String
  }

  private static let bytesOfUnit = 1_000_000

  private let read: () throws -> [UInt8]
  private let size: Int?
  private let line: ProgressLine?
  private var done = 0

  /// Opens what an argument names.
  ///
  /// - Throws: ``Unreadable``.
  init(_ name: String, showsProgress: Bool, _ interrupt: Interrupt) throws {
    if name == StandardInput.name {
      size = nil
      read = {
        do {
          return try StandardInput.next("a letter") { interrupt.isRequested }
        } catch let failure as CommandFailure {
          throw Unreadable(reason: failure.description)
        }
      }
    } else {
      do throws(LocalFile.Failure) {
        let file = try FilePieces(name)
        size = file.size
        read = {
          guard !interrupt.isRequested else { throw CancellationError() }
          do throws(LocalFile.Failure) { return try file.next() } catch {
            throw Unreadable(reason: error.advice("name the file of a letter"))
          }
        }
      } catch {
        throw Unreadable(reason: error.advice("name the file of a letter"))
      }
    }
    line = showsProgress ? ProgressLine() : nil
  }

  /// The next piece; an empty one at the end.
  func next() throws -> [UInt8] {
    let piece = try read()
    done += piece.count
    if let size, let line {
      line.show(
        Progress(
          planned: size / Self.bytesOfUnit, done: min(done, size) / Self.bytesOfUnit, unit: " MB"))
    }
    return piece
  }

  /// Makes room for a line of output.
  func clearProgress() { line?.clear() }
}
