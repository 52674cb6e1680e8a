import CheckActions
import Foundation

/// A stream that this process was started with, by a path such as `/dev/stdout`.
enum OpenStream {
  /// The descriptor that a path stands for, however it is spelt; `nil` where it is another path, or not
  /// open.
  ///
  /// Where the shell sent a stream to a file, opening the path would begin that file anew.
  static func descriptor(_ path: String) -> Int32? {
    let name = (path as NSString).lastPathComponent
    guard let folder = FileIdentity(of: LocalFile.folder(of: path)) else { return nil }
    if folder == FileIdentity(of: "/dev") {
      return ["stdout": STDOUT_FILENO, "stderr": STDERR_FILENO][name]
    }
    guard ["/dev/fd", "/proc/self/fd"].contains(where: { FileIdentity(of: $0) == folder }),
      let number = Int32(name), fcntl(number, F_GETFL) >= 0
    else { return nil }
    return number
  }
}
