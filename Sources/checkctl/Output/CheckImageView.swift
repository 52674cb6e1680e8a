import CheckActions
import CheckPipeline

/// A picture that was made of one side of a check, as it is printed.
struct CheckImageView: Encodable {
  var side: CheckSide
  var kind: ArchiveImage.Kind
  var hash: ImageHash
  /// The file on this host.
  var file: String
  var bytes: Int
  var width: Int
  var height: Int
  var dpi: Int?

  init(_ image: CheckImage) {
    (side, kind, dpi) = (image.side, image.kind, image.dpi)
    (hash, file) = (image.reference.hash, image.reference.locator.path)
    (bytes, width, height) = (image.bytes, image.width, image.height)
  }
}
