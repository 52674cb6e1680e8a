import CheckImaging

/// A side's normalised picture, with what all who look at it need of it.
struct MeasuredSide {
  let scales: GrayScales
  let histogram: GrayHistogram

  init(_ picture: GrayImage) {
    scales = GrayScales(picture)
    histogram = GrayHistogram(of: picture)
  }
}
