import CheckActions
import Foundation

/// The file name `email^account^amount^timestamp.ext`, which says what is to be deposited.
public enum PictureName {
  /// The endings of file names that are taken for pictures.
  public static let pictureEndings: Set<String> = ["png", "jpg", "jpeg", "tif", "tiff"]

  /// Whether a file is meant to be deposited: it has a picture's ending, or is named as above.
  public static func isPicture(_ name: String) -> Bool {
    pictureEndings.contains((name as NSString).pathExtension.lowercased()) || name.contains("^")
  }

  /// What a file's name states.
  ///
  /// - Throws: ``IngestProblem/Reason`` when the name has other parts, or they cannot be taken.
  public static func statement(
    of name: String
  ) throws(IngestProblem.Reason) -> DepositStatement {
    let parts = (name as NSString).deletingPathExtension
      .split(separator: "^", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4 else { throw .notNamed }
    return try IngestProblem.statement(
      account: parts[1], amount: parts[2], email: parts[0], memo: nil)
  }
}

/// A file that was not submitted, and why.
public struct IngestProblem: Sendable, Hashable {
  /// Why a file was not submitted.
  public enum Reason: Error, Sendable, Hashable, CustomStringConvertible {
    /// Neither the name nor the manifest says what is to be deposited.
    case notNamed
    /// The name is not UTF-8.
    case nameIsNoText
    /// The amount is not dollars and cents.
    case amount(String)
    /// Another part of the statement cannot be taken.
    case statement(DepositStatement.Invalid)
    /// The manifest names a file outside the folder.
    case outsideFolder(String)
    /// The front and the rear are the same image.
    case sameImages
    /// The submission was refused.
    case refused(String)

    /// The file's name is told beside the reason, and may have an account number in it.
    static func refused(_ error: any Error) -> Reason {
      switch error {
      case PipelineError.unreadableFile(_, let reason): .refused("it cannot be read: \(reason)")
      case PipelineError.imageTooLarge(_, let bytes, let limit):
        .refused("it \(PipelineError.tooLarge(bytes: bytes, limit: limit))")
      case PipelineError.sameImages: .sameImages
      default: .refused("\(error)")
      }
    }

    /// What is wrong, and what to do.
    public var description: String {
      switch self {
      case .notNamed:
        "rename it email^account^amount^timestamp.ext, or list it in manifest.csv"
      case .nameIsNoText:
        "its name is not UTF-8 text: rename it"
      case .amount(let text):
        "amount '\(text)' cannot be taken: give dollars and cents, such as 19.99"
      case .statement(let invalid):
        invalid.description
      case .outsideFolder(let name):
        "'\(name)' is not a file name inside the folder"
      case .sameImages:
        "its front and its rear are the same image: \(PipelineError.sameImagesRemedy)"
      case .refused(let why):
        why
      }
    }
  }

  /// The file, or the manifest's line.
  public var file: String
  /// Why it was not submitted.
  public var reason: Reason

  static func statement(
    account: String, amount: String, email: String?, memo: String?
  ) throws(Reason) -> DepositStatement {
    guard let cents = Cents(dollars: amount) else { throw .amount(amount) }
    do {
      return try DepositStatement(
        account: account, amount: cents, email: email.flatMap { $0.isEmpty ? nil : $0 },
        memo: memo.flatMap { $0.isEmpty ? nil : $0 })
    } catch {
      throw .statement(error)
    }
  }
}
