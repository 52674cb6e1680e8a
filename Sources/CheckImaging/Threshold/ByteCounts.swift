/// How often each byte value occurs.
struct ByteCounts {
  /// Eight tables in turn: where few values occur, one counter would wait for itself.
  private var tables = [UInt32](repeating: 0, count: 8 * 256)

  /// The number of each of the 256 values.
  var values: [Int] {
    (0..<256).map { value in (0..<8).reduce(0) { $0 + Int(tables[$1 * 256 + value]) } }
  }

  /// Counts more bytes, at most 2^32 of them in all.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let whole = bytes.count & ~7
    tables.withUnsafeMutableBufferPointer { tables in
      for index in stride(from: 0, to: whole, by: 8) {
        let eight = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let first = Int(eight & 0xFF)
        // Plain paper, and the difference between two pixels of it.
        if eight == UInt64(first) &* 0x0101_0101_0101_0101 {
          tables[first] &+= 8
          continue
        }
        for table in 0..<8 {
          tables[table &* 256 &+ Int(eight >> UInt64(8 &* table) & 0xFF)] &+= 1
        }
      }
      for index in whole..<bytes.count { tables[Int(bytes[index])] &+= 1 }
    }
  }
}
