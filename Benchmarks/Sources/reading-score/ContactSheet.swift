import CheckImaging
import Foundation
import ImageCodecs
import ReadingOverlay

/// What was read, drawn on the pictures, one below the other.
enum ContactSheet {
  private static let most = 40
  private static let width = 900

  static func write(
    _ trials: [Trial], of pictures: [LabelledPicture], _ variant: Variant, to file: String
  ) throws {
    var samples: [UInt8] = []
    for trial in trials.prefix(most) {
      let image = try variant.applied(to: trial.label.image())
      let overlay = ReadingOverlay(
        title: trial.label.name,
        rows: [.init("printed", trial.label.line ?? "nothing")],
        notes: trial.reading.doubts.map(\.description))
      samples += scaled(overlay.draw(trial.reading, on: image))
    }
    guard !samples.isEmpty else { return }
    let height = samples.count / 3 / width
    let sheet = ColorImage(width: width, height: height, samples: samples)
    try Data(PNGCodec.encode(sheet)).write(to: URL(filePath: file))
  }

  /// The samples of a picture brought to the sheet's width.
  private static func scaled(_ picture: ColorImage) -> [UInt8] {
    let height = max(picture.height * width / picture.width, 1)
    var samples: [UInt8] = []
    samples.reserveCapacity(3 * width * height)
    for row in 0..<height {
      for column in 0..<width {
        let place = row * picture.height / height * picture.width + column * picture.width / width
        samples += picture.samples[3 * place..<3 * place + 3]
      }
    }
    return samples
  }
}
