import CheckStore

/// How far someone has seen the activations.
///
/// Of several processes that write at once, one may commit number 7 before another commits 6. So a
/// cursor remembers the numbers below its last one that were not there, and asks for them again until
/// they come or a minute is over: some never do, since what took them was undone.
public struct ActivationCursor: Sendable, Hashable {
  /// The cursor of someone who has seen none.
  public static let start = ActivationCursor(last: 0)

  /// How long a number that is not there is asked for again, in milliseconds.
  static let patienceMilliseconds: Int64 = 60_000
  /// The most numbers that are asked for again; of more, the lowest are given up.
  static let mostMissing = 1_000

  /// The highest number seen.
  public private(set) var last: Int64
  /// The numbers below it that were not there, lowest first, and when each is given up.
  private(set) var missing: [(id: Int64, until: Int64)] = []

  init(last: Int64) { self.last = last }

  /// Goes on to a number.
  ///
  /// - Parameters:
  ///   - end: The highest number that was there.
  ///   - present: Those of the ``mostMissing`` numbers up to it that were there.
  ///   - now: The time of a clock that only goes on, in milliseconds.
  mutating func move(to end: Int64, present: Set<Int64>, now: Int64) {
    guard end > last else { return }
    for id in max(last, end - Int64(Self.mostMissing)) + 1...end where !present.contains(id) {
      missing.append((id, now + Self.patienceMilliseconds))
    }
    missing.removeFirst(max(missing.count - Self.mostMissing, 0))
    last = end
  }

  /// Forgets the numbers that have come, and those that are given up.
  mutating func forget(_ arrived: Set<Int64>, now: Int64) {
    missing.removeAll { arrived.contains($0.id) || $0.until <= now }
  }

  /// Two cursors are the same when they have seen the same and miss the same.
  public static func == (left: ActivationCursor, right: ActivationCursor) -> Bool {
    left.last == right.last && left.missing.map(\.id) == right.missing.map(\.id)
  }

  /// Hashes the highest number.
  public func hash(into hasher: inout Hasher) { hasher.combine(last) }
}

extension ActivationCursor {
  /// So many missing numbers are asked for in one statement; its text stays the same.
  private static let asked = 16

  /// Returns the missing numbers that have come since.
  func arrived(_ db: Transaction) throws -> [Int64] {
    let marks = [String](repeating: "?", count: Self.asked).joined(separator: ", ")
    var arrived: [Int64] = []
    for start in stride(from: 0, to: missing.count, by: Self.asked) {
      var ids = missing[start..<min(start + Self.asked, missing.count)].map(\.id)
      ids += [Int64](repeating: ids[0], count: Self.asked - ids.count)
      arrived += try db.rows(
        "SELECT id FROM activations WHERE id IN (\(marks)) ORDER BY id", Values(ids)
      ) { row -> Int64 in row[0] }
    }
    return arrived
  }

  /// Returns those of the last numbers up to one that are there.
  func present(upTo end: Int64, _ db: Transaction) throws -> Set<Int64> {
    let first = max(last, end - Int64(Self.mostMissing))
    return Set(
      try db.rows("SELECT id FROM activations WHERE id > ? AND id <= ?", [first, end]) {
        row -> Int64 in row[0]
      })
  }
}
