import Foundation
import Synchronization

/// Work on all cores.
enum Cores {
  static let count = ProcessInfo.processInfo.activeProcessorCount

  /// Runs `body` for each index, with as many threads as there are cores.
  static func each(
    _ indices: Range<Int>, _ body: @escaping @Sendable (Int) throws -> Void
  ) async throws {
    let next = Next(indices.lowerBound)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        group.addTask {
          while let index = next.take(below: indices.upperBound) { try body(index) }
        }
      }
      try await group.waitForAll()
    }
  }

  private final class Next: Sendable {
    private let value: Atomic<Int>

    init(_ first: Int) { value = Atomic(first) }

    func take(below end: Int) -> Int? {
      let index = value.wrappingAdd(1, ordering: .relaxed).oldValue
      return index < end ? index : nil
    }
  }
}
