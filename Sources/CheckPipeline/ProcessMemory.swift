import CSystemExtras

/// How a process that works on pictures uses its memory.
public enum ProcessMemory {
  /// Has the allocator keep the memory of pictures that are done with for the next ones.
  ///
  /// Each picture otherwise takes its pages from the system and gives them back, which costs more
  /// than to decode some of them. It is the program's to decide and not a library's, so a program
  /// that hosts a pipeline calls this when it starts.
  public static func keepFreedPictures() { check_keep_freed_memory(32 << 20) }

  /// Has the allocator give back what was freed until now, this once.
  ///
  /// The plan of a folder leaves more behind than it keeps: the list of the names and the rows of
  /// the manifest. Threads that work on pictures have memory of their own and never use that again.
  public static func giveFreedBack() { check_give_freed_memory_back() }
}
