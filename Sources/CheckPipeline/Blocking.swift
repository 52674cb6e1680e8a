import Dispatch

/// Where that runs which waits for the disk.
enum Inline {
  /// On the caller's own thread: for a simulation, which takes one step at a time, so that waking
  /// another thread for each of them would take most of its time.
  @TaskLocal static var isOn = false
}

/// Runs what waits for the disk on a thread that may wait, outside the cooperative pool.
func blocking<Value: Sendable, Failure: Error>(
  _ body: @escaping @Sendable () throws(Failure) -> Value
) async throws(Failure) -> Value {
  if Inline.isOn { return try body() }
  let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
    DispatchQueue.global().async {
      continuation.resume(returning: Result { () throws(Failure) in try body() })
    }
  }
  return try result.get()
}
