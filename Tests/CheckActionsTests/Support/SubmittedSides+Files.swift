import CheckActions
import Foundation

extension ImageReference {
  /// A file as it is now; one that is not there by the hash of no bytes.
  init(file: String) {
    let bytes = (try? Data(contentsOf: URL(fileURLWithPath: file))).map(Array.init) ?? []
    self.init(hash: ImageHash(of: bytes), locator: .file(path: file))
  }
}

extension SubmittedSides {
  init(front: String, back: String? = nil) {
    self.init(front: ImageReference(file: front), back: back.map(ImageReference.init(file:)))
  }
}
