import Dispatch
import Synchronization

/// Gathers what arrives while the group before is being worked on, so that many share one sync.
///
/// There is no waiting timer: what arrives while nothing is going on is a group at once.
package final class Gathering<Item: Sendable>: Sendable {
  private struct Waiting {
    var items: [Item] = []
    var isWorking = false
  }

  private let largestGroup: Int
  private let work: @Sendable ([Item]) -> Void
  private let waiting = Mutex(Waiting())
  private let queue: DispatchQueue

  /// Makes a gathering whose groups go through `work`, one after the other, on a thread that may
  /// wait.
  package init(label: String, largestGroup: Int, work: @escaping @Sendable ([Item]) -> Void) {
    self.largestGroup = largestGroup
    self.work = work
    queue = DispatchQueue(label: label)
  }

  /// Adds an item to the next group.
  package func add(_ item: Item) {
    let mustStart = waiting.withLock { waiting in
      waiting.items.append(item)
      defer { waiting.isWorking = true }
      return !waiting.isWorking
    }
    guard mustStart else { return }
    if Inline.isOn { workOff() } else { queue.async { self.workOff() } }
  }

  private func workOff() {
    while true {
      let group = waiting.withLock { waiting in
        let group = Array(waiting.items.prefix(largestGroup))
        waiting.items.removeFirst(group.count)
        if group.isEmpty { waiting.isWorking = false }
        return group
      }
      if group.isEmpty { return }
      work(group)
    }
  }
}
