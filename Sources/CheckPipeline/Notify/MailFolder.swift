import CheckActions
import Foundation
import Synchronization

/// Writes each mail as a file that mail programs open, named by its Message-ID: a mail that comes
/// twice is one file.
final class MailFolder: MailTransport {
  private let folder: DataFolder
  private let owner: OwnerLock
  private let sync: FileSync
  private let count = Atomic<Int>(0)

  init(folder: DataFolder, owner: OwnerLock, sync: FileSync) {
    self.folder = folder
    self.owner = owner
    self.sync = sync
  }

  func deliver(_ mail: Mail) async throws {
    let path = Self.path(messageID: mail.messageID, in: folder)
    let number = count.add(1, ordering: .relaxed).newValue
    let temporary = "\(folder.mailTemporaries)/\(owner.id).\(number)"
    do throws(LocalFile.Failure) {
      try await blocking { [folder] () throws(LocalFile.Failure) in
        try Self.makeFolders(in: folder)
        try LocalFile.create(temporary, bytes: Array(mail.message.utf8), sync: false)
      }
      try await sync.makeDurable([FileSync.File(temporary: temporary, path: path)])
    } catch {
      throw ActionFailure.unwritable(file: path, reason: error.description)
    }
  }

  /// Makes the folders that are not there: here, where a fault is tried again, since a command that
  /// sends nothing must not fail for it.
  private static func makeFolders(in folder: DataFolder) throws(LocalFile.Failure) {
    for path in [folder.mail, folder.mailTemporaries] {
      if mkdir(path, 0o700) == 0 {
        try LocalFile.sync(LocalFile.folder(of: path))
      } else if errno != EEXIST {
        throw .system(call: "mkdir", code: errno)
      }
    }
  }

  /// The file of a mail: letters and digits alone, whatever its Message-ID is.
  static func path(messageID: String, in folder: DataFolder) -> String {
    let name = messageID.prefix { $0 != "@" }.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return "\(folder.mail)/\(name).eml"
  }
}
