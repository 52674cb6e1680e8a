import Foundation

/// A file system in a file, as root can mount it.
struct LoopImage {
  /// Holds a run's store, images and mails several times over.
  private static let bytes: UInt64 = 48 << 20

  let file: String
  let mountPoint: String

  /// Names an image; nothing is made yet.
  init(folder: String, name: String) {
    file = "\(folder)/\(name).img"
    mountPoint = "\(folder)/\(name)"
  }

  /// Makes it, empty.
  func format() throws {
    guard FileManager.default.createFile(atPath: file, contents: nil) else {
      throw SceneError("cannot make \(file)")
    }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    try handle.truncate(atOffset: Self.bytes)
    try handle.close()
    try Self.run("mkfs.ext4", "-q", "-F", file)
  }

  /// Mounts it; what is not synced is written only long after the run.
  func mount() throws {
    try FileManager.default.createDirectory(
      atPath: mountPoint, withIntermediateDirectories: true)
    try Self.run("mount", "-o", "loop,commit=600", file, mountPoint)
  }

  func unmount() throws {
    // Whoever was killed in it may take a moment to go.
    for attempt in 1... {
      do {
        return try Self.run("umount", mountPoint)
      } catch {
        guard attempt < 50 else { throw error }
        usleep(100_000)
      }
    }
  }

  /// Mounts it again with another option, such as `ro`.
  func remount(_ option: String) throws {
    try Self.run("mount", "-o", "remount,\(option)", mountPoint)
  }

  /// What a disk would hold if the power went now.
  func copy(to other: LoopImage) throws {
    try Self.run("cp", "--sparse=always", file, other.file)
  }

  private static func run(_ command: String...) throws {
    let path = "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin"
    let child = Child(
      program: "/usr/bin/env", arguments: command, environment: ["PATH": path])
    guard try child.run() == .exited(0) else {
      throw SceneError("\(command.joined(separator: " ")) failed")
    }
  }
}
