import Foundation

/// What the system says of a file; `nil` when it is not there.
func fileStatus(_ path: String) -> stat? {
  var status = stat()
  return lstat(path, &status) == 0 ? status : nil
}

func fileExists(_ path: String) -> Bool { fileStatus(path) != nil }
