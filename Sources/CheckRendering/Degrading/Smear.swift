/// A wipe across the bottom of a picture, as of a wet thumb.
struct Smear {
  private let firstRow: Int
  /// How far each row is dragged, in pixels.
  private let shifts: [Int]
  private let box: Box

  init(share: Double, _ plane: Plane, using generator: inout some RandomNumberGenerator) {
    firstRow = plane.height - Int((Double(plane.height) * share).rounded())
    box = Box(whole: max(4, plane.width / 40))
    let farthest = max(1, plane.width / 50)
    shifts = (firstRow..<plane.height).map { _ in
      Int.random(in: -farthest...farthest, using: &generator)
    }
  }

  func applied(to plane: Plane) -> Plane {
    guard firstRow < plane.height else { return plane }
    let width = plane.width
    var band = Plane(width: width, height: plane.height - firstRow, samples: [])
    band.samples.reserveCapacity(width * band.height)
    for (offset, shift) in shifts.enumerated() {
      let start = (firstRow + offset) * width
      for column in 0..<width {
        band.samples.append(plane.samples[start + max(0, min(width - 1, column + shift))])
      }
    }
    let wiped = band.boxed(box).boxed(box)
    var result = plane
    result.samples.replaceSubrange((firstRow * width)..., with: wiped.samples)
    return result
  }
}
