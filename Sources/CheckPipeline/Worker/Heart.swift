import Foundation
import Synchronization

/// A worker's heartbeat, on a thread of its own so that long actions cannot hold it up; each beat
/// also looks after what lost workers left.
final class Heart: Sendable {
  private let parts: Parts
  /// Of this worker alone, so that another worker of the process that ends leaves its messages be.
  private let owner: OwnerLock
  private let role: OwnerRole
  private let isStopped = Mutex(false)
  private let beating = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  init(parts: Parts, owner: OwnerLock, role: OwnerRole) {
    self.parts = parts
    self.owner = owner
    self.role = role
  }

  /// Beats once: writes the heartbeat, and looks after what lost owners left.
  func beat() throws {
    let (parts, role, id) = (parts, role, owner.id)
    try parts.recoverLost { db in
      try Owners.beat(db, id: id, role: role, process: getpid(), clock: parts.clock)
    }
  }

  /// Beats from now on until ``stop()``.
  func start() {
    Thread.detachNewThread { [self] in
      let pause = DispatchTimeInterval.milliseconds(Int(parts.leaseMilliseconds / 4))
      while beating.wait(timeout: .now() + pause) == .timedOut {
        do {
          try beat()
        } catch {
          parts.log.warning("heartbeat not written: \(error)")
        }
      }
      ended.signal()
    }
  }

  /// Ends the beating, and takes this owner off the list.
  func stop() {
    let wasStopped = isStopped.withLock { stopped in
      defer { stopped = true }
      return stopped
    }
    guard !wasStopped else { return }
    beating.signal()
    ended.wait()
    let id = owner.id
    do {
      try parts.store.writeAndWait { db in try Owners.leave(db, id: id) }
    } catch {
      parts.log.warning("worker \(id) could not sign off; others will notice: \(error)")
    }
  }
}
