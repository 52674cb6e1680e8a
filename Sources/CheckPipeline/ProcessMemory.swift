import CSystemExtras

/// How a process that works on pictures uses its memory.
public enum ProcessMemory {
  /// Has the allocator keep the memory of pictures that are done with for the next ones.
  ///
  /// Each picture otherwise takes its pages from the system and gives them back, which costs more
  /// than to decode some of them. It is the program's to decide and not a library's, so a program
  /// that hosts a pipeline calls this when it starts.
  public static func keepFreedPictures() { check_keep_freed_memory(32 << 20) }
}
