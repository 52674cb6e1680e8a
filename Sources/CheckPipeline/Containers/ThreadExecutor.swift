import Dispatch

/// Runs an actor's jobs one at a time on a dispatch queue of its own, so that long computations
/// and blocking calls stay out of the cooperative pool.
final class ThreadExecutor: SerialExecutor {
  private let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
