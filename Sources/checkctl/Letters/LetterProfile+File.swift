import CashLetter
import CheckActions
import Foundation

extension LetterProfile {
  private static let mostBytes = 1 << 20

  /// Reads a profile from a JSON file.
  ///
  /// - Throws: ``CommandFailure``.
  init(file: String) throws {
    let bytes: [UInt8]
    do throws(LocalFile.Failure) {
      bytes = try LocalFile.read(file, limit: Self.mostBytes)
    } catch {
      throw CommandFailure("\(file): \(error.advice("name a profile's JSON file"))")
    }
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    } catch {
      throw CommandFailure("\(file) is no profile of a bank: \(Self.reason(error))")
    }
    guard problems.isEmpty else {
      throw CommandFailure("\(file): \(problems.joined(separator: "; "))")
    }
  }

  private static func reason(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context, _ last: String? = nil) -> String {
      (context.codingPath.map(\.stringValue) + [last].compactMap { $0 }).joined(separator: ".")
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      return "\(path(context, key.stringValue)) is missing; give it"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      let path = path(context)
      return path.isEmpty
        ? "it is no JSON object; see docs/cash-letters.md"
        : "\(path) cannot be taken; see docs/cash-letters.md"
    default: return "\(error)"
    }
  }
}
