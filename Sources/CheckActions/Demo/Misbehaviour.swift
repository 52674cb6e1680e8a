import Foundation

/// Something that an action must never do, done on purpose to see what becomes of it.
///
/// Only for a container in a process of its own: most of them end the process that they run in.
public enum Misbehaviour: String, Codable, Sendable, Hashable, CaseIterable {
  /// Traps, as an index out of range does.
  case trap
  /// Leaves the process without a word.
  case exit
  /// Computes for ever.
  case loop
  /// Waits for ever.
  case sleep
  /// Takes 20 GB of memory, and uses it.
  case memory
  /// Calls itself without end.
  case recursion
  /// Starts a program.
  case program
  /// Starts threads without end.
  case threads
  /// Opens a socket to the network.
  case network
  /// Reads a file that is not for it.
  case read
  /// Writes a file outside its scratch folder.
  case write
  /// Fills the disk.
  case disk
  /// Opens files without end.
  case descriptors
  /// Kills its host.
  case kill
  /// Has the system kill its host when that writes to the socket.
  case signal
  /// Sends its host bytes that are no message.
  case nonsense
  /// Announces a message of 4 GB to its host.
  case announce

  /// Does it, and tells how far it came, where it comes back.
  ///
  /// - Parameters:
  ///   - place: A file outside the scratch folder that is there, with a folder that can be written.
  ///   - scratch: The scratch folder.
  func perform(place: String, scratch: String) -> String {
    switch self {
    case .trap: fatalError("on purpose")
    case .exit: Foundation.exit(0)
    case .loop: Self.loop()
    case .sleep: while true { Foundation.sleep(1000) }
    case .memory: return Self.takeMemory()
    case .recursion: return "recursion ended at \(Self.recurse(0))"
    case .program: return Self.outcome(Self.startProgram())
    case .threads: return Self.startThreads()
    case .network: return Self.outcome(Self.check(socket(AF_INET, Self.stream, 0)))
    case .read: return Self.outcome(Self.check(open(place, O_RDONLY)))
    case .write: return Self.outcome(Self.check(open(place + ".new", O_WRONLY | O_CREAT, 0o600)))
    case .disk: return Self.fillDisk("\(scratch)/large")
    case .descriptors: return Self.openFiles(scratch)
    case .kill: return Self.outcome(Self.check(Foundation.kill(getppid(), SIGKILL)))
    case .signal: return Self.outcome(Self.check(fcntl(3, F_SETOWN, getppid())))
    case .nonsense: return Self.send([0x10, 0, 0, 0] + Array("{\"nonsense\": 1}}".utf8))
    case .announce: return Self.send([0xff, 0xff, 0xff, 0xff])
    }
  }

  /// What came of a call: nothing, or the error that it gave.
  private static func outcome(_ code: Int32) -> String {
    code == 0 ? "done" : "refused: \(String(cString: strerror(code)))"
  }

  private static func check(_ result: Int32) -> Int32 { result < 0 ? errno : 0 }

  private static func loop() -> Never {
    var count = 0
    while true {
      count &+= 1
      if count == 0 { usleep(1) }
    }
  }

  private static func takeMemory() -> String {
    var blocks: [[UInt8]] = []
    for _ in 0..<320 { blocks.append([UInt8](repeating: 1, count: 64 << 20)) }
    return "done: \(blocks.count * 64) MiB taken"
  }

  private static func recurse(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 64) { room in
      room.initialize(repeating: depth)
      return depth == .max ? depth : recurse(depth + 1) &+ room[depth & 63]
    }
  }

  private static func startProgram() -> Int32 {
    var process: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
    defer { free(arguments[0]) }
    return posix_spawn(&process, "/bin/true", nil, nil, &arguments, nil)
  }

  private static func startThreads() -> String {
    for count in 0..<10_000 {
      #if os(Linux)
        var thread = pthread_t()
      #else
        var thread: pthread_t?
      #endif
      let code = pthread_create(&thread, nil, { _ in while true { Foundation.sleep(1000) } }, nil)
      guard code == 0 else { return "\(outcome(code)), after \(count) threads" }
    }
    return "done"
  }

  private static func fillDisk(_ file: String) -> String {
    let descriptor = open(file, O_WRONLY | O_CREAT, 0o600)
    let piece = [UInt8](repeating: 1, count: 1 << 20)
    for count in 0..<20_000 where Foundation.write(descriptor, piece, piece.count) < 0 {
      return "\(outcome(errno)), after \(count) MiB"
    }
    return "done"
  }

  private static func openFiles(_ folder: String) -> String {
    for count in 0..<10_000 where open(folder, O_RDONLY) < 0 {
      return "\(outcome(errno)), after \(count) files"
    }
    return "done"
  }

  /// Descriptor 3 is a container's socket to its host.
  private static func send(_ bytes: [UInt8]) -> String {
    outcome(check(Int32(clamping: Foundation.write(3, bytes, bytes.count))))
  }

  #if os(Linux)
    private static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    private static let stream = SOCK_STREAM
  #endif
}
