import CheckActions
import Foundation

extension Parts {
  /// Takes over what an image action left in its scratch folder.
  ///
  /// The normalised picture goes to the cache, and what is for archive and bank to the image store,
  /// durably. Nothing stays behind.
  ///
  /// - Throws: ``ActionFailure`` when a file is not what the response says, or the disk does not
  ///   take it.
  func adopt(
    _ response: ImageAction.Response, original: ImageHash
  ) async throws(ActionFailure) -> ImageAction.Response {
    var adopted = response
    let archive = response.archive
    let (picture, images) = await blocking { [pictures] in
      (
        response.picture.map { pictures.adopt($0, original: original) },
        Result { () throws(ActionFailure) in try Self.load(archive) }
      )
    }
    adopted.picture = picture
    do {
      try await self.images.put(images.get())
    } catch let error as ActionFailure {
      throw error
    } catch {
      throw .unwritable(file: folder.images, reason: "\(error)")
    }
    return adopted
  }

  private static func load(_ archive: [ArchiveImage]) throws(ActionFailure) -> [NewImage] {
    var images: [NewImage] = []
    for image in archive {
      guard let bytes = image.load() else {
        for image in archive { unlink(image.file) }
        throw .unreadable(file: image.file, reason: "it is not what the image action wrote")
      }
      images.append(NewImage(bytes, hash: ImageHash(trusted: image.checksum), file: image.file))
    }
    return images
  }
}
