import CheckActions
import Foundation

extension Parts {
  /// Takes over what an action left in its scratch folder.
  ///
  /// The normalised picture goes to the cache, and what is for archive and bank to the image store,
  /// durably. Nothing stays behind.
  ///
  /// - Throws: ``ActionFailure`` when a file is not what the response says, or the disk does not
  ///   take it.
  func adopt(
    _ response: ActionResponse, original: ImageHash
  ) async throws(ActionFailure) -> ActionResponse {
    let (archive, picture) = (response.archive, response.normalisedPicture)
    guard picture != nil || !archive.isEmpty else { return response }
    let (cached, images) = await blocking { [pictures] in
      (
        picture.map { pictures.adopt($0, original: original) },
        Result { () throws(ActionFailure) in try Self.load(archive) }
      )
    }
    do {
      try await self.images.put(images.get())
    } catch let error as ActionFailure {
      throw error
    } catch {
      throw .unwritable(file: folder.images, reason: "\(error)")
    }
    guard case .image(var adopted) = response else { return response }
    adopted.picture = cached
    return .image(adopted)
  }

  private static func load(_ archive: [ArchiveImage]) throws(ActionFailure) -> [NewImage] {
    var images: [NewImage] = []
    for image in archive {
      guard let bytes = image.load() else {
        for image in archive { unlink(image.file) }
        throw .unreadable(file: image.file, reason: "it is not what the action wrote")
      }
      images.append(NewImage(bytes, hash: ImageHash(trusted: image.checksum), file: image.file))
    }
    return images
  }
}
