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
    let note: @Sendable () -> Void = {
      if count.value.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
      onFirst()
    }
    for number in [SIGINT, SIGTERM] {
      // A source hears nothing before it is registered, which happens on another thread.
      signal(number) { _ in earlySignals.add(1, ordering: .relaxed) }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setRegistrationHandler {
        if earlySignals.exchange(0, ordering: .relaxed) > 0 { note() }
      }
      source.setEventHandler {
        // The handler holds its source, which lives as long as the process.
        withExtendedLifetime(source) {}
        note()
      }
      source.resume()
    }
  }

  /// Whether the user asked to stop.
  var isRequested: Bool { count.value.load(ordering: .relaxed) > 0 }
}

/// The signals that came before anyone listened.
private let earlySignals = Atomic<Int>(0)
