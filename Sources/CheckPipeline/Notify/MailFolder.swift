import CheckActions
import Foundation
import Synchronization

/// Writes each mail as a file that mail programs open, named by its Message-ID: a mail that comes
/// twice is one file.
final class MailFolder: MailTransport {
  private let folder: DataFolder
  private let owner: OwnerLock
  private let count = Atomic<Int>(0)

  init(folder: DataFolder, owner: OwnerLock) {
    self.folder = folder
    self.owner = owner
  }

  func deliver(_ mail: Mail) async throws {
    let path = Self.path(messageID: mail.messageID, in: folder)
    let number = count.add(1, ordering: .relaxed).newValue
    let temporary = "\(folder.mailTemporaries)/\(owner.id).\(number)"
    try await blocking { [folder] () throws(ActionFailure) in
      do throws(LocalFile.Failure) {
        try LocalFile.replace(
          path, bytes: Array(mail.message.utf8), temporary: temporary, folder: folder.mail)
      } catch {
        throw .unwritable(file: path, reason: error.description)
      }
    }
  }

  /// The file of a mail: letters and digits alone, whatever its Message-ID is.
  static func path(messageID: String, in folder: DataFolder) -> String {
    let name = messageID.prefix { $0 != "@" }.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return "\(folder.mail)/\(name).eml"
  }
}
