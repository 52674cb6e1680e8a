import Foundation

/// A process that a test started.
///
/// Foundation's own looks for the highest descriptor with a read past its buffer, which ends a run
/// under the address sanitizer.
final class ChildProcess {
  let id: pid_t
  /// What the system said of its end, once it ended.
  private var status: Int32?

  /// Starts a program, with the given streams and no other descriptor.
  ///
  /// - Parameters:
  ///   - streams: Standard input, output and error, each a `FileHandle` or a `Pipe`, whose other
  ///     end is the test's.
  /// - Throws: `POSIXError` when the system does not start it.
  init(
    _ program: String, _ arguments: [String], environment: [String: String], streams: [Any]
  ) throws {
    #if os(Linux)
      var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    #else
      var (actions, attributes): (posix_spawn_file_actions_t?, posix_spawnattr_t?)
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      let handle = Self.childEnd(stream, isInput: number == 0)
      if handle === FileHandle.nullDevice {
        posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", O_RDWR, 0)
      } else {
        posix_spawn_file_actions_adddup2(&actions, handle.fileDescriptor, Int32(number))
      }
    }
    for descriptor in 3..<(try Self.highestDescriptor() + 64) {
      // Also those that other tests open meanwhile; one that is not open is passed over.
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads that run tests hold signals back, and so would the child.
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)

    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + settings { free(text) } }
    var id: pid_t = 0
    let error = posix_spawn(&id, program, &actions, &attributes, &words, &settings)
    guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EINVAL) }
    self.id = id
    for (number, stream) in streams.enumerated() where stream is Pipe {
      try Self.childEnd(stream, isInput: number == 0).close()
    }
  }

  private static func highestDescriptor() throws -> Int32 {
    let names = try FileManager.default.contentsOfDirectory(atPath: "/dev/fd")
    return names.compactMap { Int32($0) }.max() ?? 2
  }

  private static func childEnd(_ stream: Any, isInput: Bool) -> FileHandle {
    guard let pipe = stream as? Pipe else { return stream as! FileHandle }
    return isInput ? pipe.fileHandleForReading : pipe.fileHandleForWriting
  }

  var isRunning: Bool { !look(WNOHANG) }

  /// Waits for its end, and gives its exit code, or the negated signal that ended it.
  @discardableResult
  func end() -> Int32 {
    while !look(0) {}
    let status = status ?? 0
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }

  /// Whether it is known to have ended.
  private func look(_ options: Int32) -> Bool {
    var found: Int32 = 0
    if status == nil, waitpid(id, &found, options) == id { status = found }
    return status != nil
  }
}
