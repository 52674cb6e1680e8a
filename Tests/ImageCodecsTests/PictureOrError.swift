import ImageCodecs
import Testing

/// Whether bytes from outside are a picture; where they are none, there must be an error that says
/// why, and never a trap.
func isPictureOrTypedError(_ bytes: [UInt8], limits: ImageLimits) -> Bool {
  do throws(ImageCodecError) {
    let image = try ImageDecoder.decodeGray(bytes, limits: limits)
    #expect(image.pixels.count == image.width * image.height)
    return true
  } catch {
    #expect(!error.description.isEmpty)
    return false
  }
}
