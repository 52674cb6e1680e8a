import Foundation

/// The names that a run made or changed and whose folder was not synced since.
///
/// The journal of ext4 makes them durable with whatever is synced next. Other file systems need not,
/// so that a power cut is to take them.
struct UnsyncedNames {
  private var durable: Set<String> = []
  private(set) var all: Set<String> = []

  /// Goes through the calls that the interposer told of.
  ///
  /// A sync that was begun counts as done, and a name that replaced a durable one as durable.
  init(calls: String) {
    let calls = calls.split(separator: "\n").compactMap { line -> (Int, Substring, String)? in
      let parts = line.split(separator: " ", maxSplits: 2)
      guard parts.count == 3, let number = Int(parts[0]) else { return nil }
      return (number, parts[1], String(parts[2]))
    }
    for (_, call, path) in calls.sorted(by: { $0.0 < $1.0 }) { follow(call, path) }
  }

  private mutating func follow(_ call: Substring, _ path: String) {
    if call.hasPrefix("mkdir") || call.hasPrefix("rename") {
      if !durable.contains(path) { all.insert(path) }
    } else if call == "fsync" || call == "fdatasync" {
      let synced = all.filter { ($0 as NSString).deletingLastPathComponent == path }
      durable.formUnion(synced)
      all.subtract(synced)
    } else if call.hasPrefix("unlink") || call == "rmdir" || call == "remove" {
      durable.remove(path)
      all.remove(path)
    }
  }
}
