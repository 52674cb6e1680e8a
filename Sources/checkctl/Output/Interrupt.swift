import Dispatch
import Foundation
import Synchronization

/// Notices Ctrl-C and SIGTERM, so that what is in hand is finished first; a second one ends the
/// program at once.
final class Interrupt: Sendable {
  private final class Count: Sendable { let value = Atomic<Int>(0) }

  private let count = Count()

  init(onFirst: @escaping @Sendable () -> Void = {}) {
    let count = count
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        // The handler holds its source, which lives as long as the process.
        withExtendedLifetime(source) {}
        if count.value.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
        onFirst()
      }
      source.resume()
    }
  }

  /// Whether the user asked to stop.
  var isRequested: Bool { count.value.load(ordering: .relaxed) > 0 }
}
