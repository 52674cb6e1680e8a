/// Works on many items at once, and hands over what comes of them in their order.
enum InOrder {
  /// How many results may wait for an earlier one, as a multiple of the items in work.
  private static let lead = 16

  /// Runs the work; memory is bounded by the items in work, however many there are.
  ///
  /// - Parameters:
  ///   - items: What to work on.
  ///   - width: The most items in work at a time; at least 1.
  ///   - isStopped: Whether no more items are to be begun; those in work are finished.
  ///   - work: Gives an item's result, or `nil` where it was broken off.
  ///   - take: Gets the results one by one, up to the first that is missing.
  /// - Throws: What `work` or `take` throws, once the items in work are finished.
  static func run<Item: Sendable, Value: Sendable>(
    _ items: [Item], width: Int, isStopped: () -> Bool,
    work: @escaping @Sendable (Item) throws -> Value?, take: (Value) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (index: Int, value: Value?).self) { group in
      var (begun, finished, taken) = (0, 0, 0)
      var early: [Int: Value] = [:]
      while true {
        while begun < items.count, begun - finished < width, begun - taken < width * lead,
          !isStopped()
        {
          let (index, item) = (begun, items[begun])
          group.addTask { (index, try work(item)) }
          begun += 1
        }
        guard let (index, value) = try await group.next() else { return }
        finished += 1
        early[index] = value
        while let value = early.removeValue(forKey: taken) {
          try take(value)
          taken += 1
        }
      }
    }
  }
}
