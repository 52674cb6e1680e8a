import Foundation

@testable import CheckPipeline

/// A worker that does one thing at a time, when it is told to.
final class SimulatedWorker {
  let name: String
  /// The real one, which commits, gives back and claims.
  let worker: Worker
  /// What it believes to have in hand.
  var leases: [Lease] = []
  private let descriptor: Int32

  /// Takes its name's lock, as a process does.
  init(name: String, parts: Parts) {
    self.name = name
    worker = Worker(parts: parts, role: .worker, slots: 1, refusedPause: .zero)
    descriptor = open("\(parts.folder.owners)/\(name).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    flock(descriptor, LOCK_EX)
  }

  /// Leaves what kill -9 leaves: the lock's file, and no lock on it.
  ///
  /// Another test that starts a process shares the descriptor for a moment, so that closing it
  /// alone would not do.
  func die() {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
