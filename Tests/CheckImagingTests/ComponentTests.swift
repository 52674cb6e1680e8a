import Testing

@testable import CheckImaging

/// Patches of touching ink.
struct ComponentTests {
  private func components(_ rows: [String]) -> [ConnectedComponent] {
    let ink = rows.flatMap { $0.utf8.map { UInt8($0 == UInt8(ascii: "#") ? 1 : 0) } }
    return BinaryImage(width: rows[0].utf8.count, height: rows.count, ink: ink)
      .connectedComponents()
  }

  @Test func separatesPatches() {
    let found = components(["##..#", "##...", "....#"])
    #expect(found.map(\.area) == [4, 1, 1])
    #expect(
      found.map(\.box) == [
        PixelBox(x: 0, y: 0, width: 2, height: 2), PixelBox(x: 4, y: 0, width: 1, height: 1),
        PixelBox(x: 4, y: 2, width: 1, height: 1),
      ])
  }

  @Test func cornersTouch() {
    #expect(components(["#..", ".#.", "..#"]).map(\.area) == [3])
    #expect(components(["..#", ".#.", "#.."]).map(\.area) == [3])
  }

  @Test func joinsBranchesThatMeetLater() {
    let found = components(["#.#.#", "#.#.#", "#####"])
    #expect(found.map(\.area) == [11])
    #expect(found[0].box == PixelBox(x: 0, y: 0, width: 5, height: 3))
  }

  @Test func aSpiralIsOnePatch() {
    let found = components([
      "#######", "#.....#", "#.###.#", "#.#.#.#", "#.#...#", "#.#####",
    ])
    #expect(found.count == 1)
  }

  @Test func emptyAndFullPictures() {
    #expect(components(["...", "..."]).isEmpty)
    #expect(components(["###", "###"]).map(\.area) == [6])
  }

  /// Against flood filling, on random pictures of several densities.
  @Test(arguments: 1...9)
  func agreesWithFloodFilling(density: Int) {
    var state = UInt64(density)
    let (width, height) = (37, 29)
    let ink = (0..<width * height).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % 10 < UInt64(density) ? 1 : 0
    }
    var seen = ink.map { $0 == 0 }
    var areas: [Int32] = []
    for start in ink.indices where !seen[start] {
      var stack = [start]
      var area: Int32 = 0
      seen[start] = true
      while let place = stack.popLast() {
        area += 1
        for y in max(place / width - 1, 0)...min(place / width + 1, height - 1) {
          for x in max(place % width - 1, 0)...min(place % width + 1, width - 1)
          where !seen[y * width + x] {
            seen[y * width + x] = true
            stack.append(y * width + x)
          }
        }
      }
      areas.append(area)
    }
    let found = BinaryImage(width: width, height: height, ink: ink).connectedComponents()
    #expect(found.map(\.area).sorted() == areas.sorted())
  }
}
