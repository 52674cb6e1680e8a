extension BinaryImage {
  /// All patches of touching ink, in the order of their topmost row.
  public func connectedComponents() -> [ConnectedComponent] {
    var labeller = RunLabeller(width: width)
    ink.withUnsafeBufferPointer { ink in
      for y in 0..<height {
        labeller.addRow(UnsafeBufferPointer(rebasing: ink[y * width..<(y + 1) * width]), y: y)
      }
    }
    return labeller.components()
  }
}

/// Joins the runs of ink of each row with those of the row above that they touch.
private struct RunLabeller {
  private struct Run {
    var start: Int32
    /// The first column after the run.
    var end: Int32
    var label: Int32
  }

  private let width: Int
  private var above: [Run] = []
  private var current: [Run] = []
  private var parents: [Int32] = []
  private var patches: [ConnectedComponent] = []

  init(width: Int) {
    self.width = width
  }

  mutating func addRow(_ row: UnsafeBufferPointer<UInt8>, y: Int) {
    swap(&above, &current)
    current.removeAll(keepingCapacity: true)
    var first = 0
    var x = 0
    while true {
      while x < width && row[x] == 0 { x &+= 1 }
      if x == width { break }
      let start = x
      while x < width && row[x] != 0 { x &+= 1 }
      let run = Run(start: Int32(start), end: Int32(x), label: -1)
      // Runs of the row above that end before this one begins cannot touch later runs either.
      while first < above.count && above[first].end < run.start { first += 1 }
      add(run, y: Int32(y), touchingFrom: first)
    }
  }

  private mutating func add(_ new: Run, y: Int32, touchingFrom first: Int) {
    var run = new
    var index = first
    while index < above.count && above[index].start <= run.end {
      let root = find(above[index].label)
      if run.label < 0 {
        run.label = root
      } else if run.label != root {
        run.label = join(run.label, root)
      }
      index += 1
    }
    if run.label < 0 {
      run.label = Int32(parents.count)
      parents.append(run.label)
      patches.append(
        ConnectedComponent(minX: run.start, minY: y, maxX: run.end - 1, maxY: y, area: 0))
    }
    let label = Int(run.label)
    patches[label].minX = min(patches[label].minX, run.start)
    patches[label].maxX = max(patches[label].maxX, run.end - 1)
    patches[label].maxY = y
    patches[label].area += run.end - run.start
    current.append(run)
  }

  private mutating func find(_ label: Int32) -> Int32 {
    var root = label
    while parents[Int(root)] != root {
      parents[Int(root)] = parents[Int(parents[Int(root)])]
      root = parents[Int(root)]
    }
    return root
  }

  private mutating func join(_ first: Int32, _ second: Int32) -> Int32 {
    let (kept, gone) = (min(first, second), max(first, second))
    parents[Int(gone)] = kept
    let patch = patches[Int(gone)]
    patches[Int(kept)].minX = min(patches[Int(kept)].minX, patch.minX)
    patches[Int(kept)].minY = min(patches[Int(kept)].minY, patch.minY)
    patches[Int(kept)].maxX = max(patches[Int(kept)].maxX, patch.maxX)
    patches[Int(kept)].maxY = max(patches[Int(kept)].maxY, patch.maxY)
    patches[Int(kept)].area += patch.area
    return kept
  }

  func components() -> [ConnectedComponent] {
    zip(patches, parents).enumerated().compactMap { index, patch in
      patch.1 == Int32(index) ? patch.0 : nil
    }
  }
}
