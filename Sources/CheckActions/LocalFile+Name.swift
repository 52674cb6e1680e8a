import CSystemExtras
import Foundation

extension LocalFile {
  /// A hidden name in a file's folder, for its bytes until they are whole.
  ///
  /// It is not made of the file's own name, which may be as long as names can be.
  package static func temporary(beside path: String) -> String {
    "\(folder(of: path))/.check-deposit-\(UUID().uuidString).partial"
  }

  /// Gives a file that is whole its name.
  ///
  /// - Parameter replacing: Whether a file that has the name is replaced. Where it is not, it is
  ///   left as it is, even one that got the name a moment ago.
  /// - Throws: ``Failure`` with the code `EEXIST` where a file has the name and is not replaced.
  package static func takeName(
    _ path: String, from temporary: String, replacing: Bool
  ) throws(Failure) {
    if replacing {
      guard rename(temporary, path) == 0 else { throw .system(call: "rename", code: errno) }
      return
    }
    switch check_rename_to_free_name(temporary, path) {
    case 0: return
    case EINVAL, ENOSYS, ENOTSUP:
      // Not every file system can; a link fails where a file is, too.
      guard link(temporary, path) == 0 else { throw .system(call: "link", code: errno) }
      unlink(temporary)
    case let code: throw .system(call: "rename", code: code)
    }
  }
}
