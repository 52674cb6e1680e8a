import CheckActions
import Foundation

/// What a bank answers to a letter's file, as a JSON file.
public struct Acknowledgement: Sendable, Hashable, Codable {
  /// The name of the letter's file.
  public var file: String
  /// The SHA-256 of the file that the bank got, in hexadecimal.
  public var checksum: String
  /// Why the bank refused it; `nil` when it took it.
  public var refusal: String?

  /// Makes an answer from its parts.
  public init(file: String, checksum: String, refusal: String? = nil) {
    self.file = file
    self.checksum = checksum
    self.refusal = refusal
  }

  /// Reads an answer.
  ///
  /// - Throws: ``PipelineError/unreadableFile(_:reason:)``.
  public init(reading path: String) throws(PipelineError) {
    do {
      let bytes = try LocalFile.read(path, limit: 1 << 16)
      let data = Data(bytes)
      self = try JSONDecoder().decode(Acknowledgement.self, from: data)
      let members = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
      guard members.keys.allSatisfy(["file", "checksum", "refusal"].contains), refusal != "" else {
        throw CocoaError(.fileReadCorruptFile)
      }
    } catch let failure as LocalFile.Failure {
      throw .unreadableFile(path, reason: failure.description)
    } catch {
      throw .unreadableFile(
        path,
        reason: "it is no JSON with 'file', 'checksum' and, where refused, 'refusal', and no more")
    }
  }
}

extension Pipeline {
  /// Notes what the bank answered to the letter that an acknowledgement names.
  ///
  /// - Throws: ``LetterError`` when no letter has that file, or another checksum.
  public func acknowledge(_ answer: Acknowledgement, by actor: String) async throws -> Letter {
    let letter = try await letters().last { $0.fileName == answer.file }
    guard let letter else {
      throw LetterError.acknowledgement(file: answer.file, reason: "no letter has this file")
    }
    guard letter.checksum == answer.checksum.lowercased() else {
      throw LetterError.acknowledgement(
        file: answer.file, reason: "the bank got other bytes than letter \(letter.id) has")
    }
    return try await acknowledgeLetter(letter.id, refusal: answer.refusal, by: actor)
  }
}
