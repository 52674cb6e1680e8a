import Foundation

/// The names in a folder, in the order of their bytes.
///
/// Names are bytes to the system and need not be text. Foundation makes text of them all the same,
/// which names no file, or another one.
struct FolderNames {
  /// The names that are text.
  private(set) var names: [String] = []
  /// What can be shown of the others.
  private(set) var withoutText: [String] = []

  /// Lists a folder; `nil` where it cannot be listed.
  init?(of folder: String) {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    errno = 0
    while let entry = readdir(stream) {
      withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
          if let text = String(validatingCString: $0) {
            names.append(text)
          } else {
            withoutText.append(String(cString: $0))
          }
        }
      }
      errno = 0
    }
    guard errno == 0 else { return nil }
    names.removeAll { $0 == "." || $0 == ".." }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    withoutText.sort()
  }
}
