import CheckActions
import Foundation

extension Parts {
  /// An invocation whose files were taken over, as far as they could be.
  struct Taken: Sendable {
    /// The invocation; failed where a file is not what its response says.
    var invocation: Invocation
    /// What is yet to be stored durably.
    var images: [NewImage] = []
    /// What was.
    var stored: [StoredImage] = []
  }

  /// Runs a request in a container, and takes over what it left in its scratch folder.
  ///
  /// The normalised picture goes to the cache, and what is for archive and bank to the image store,
  /// durably. Nothing stays behind.
  func run(_ request: ActionRequest, original: ImageHash) async -> (
    invocation: Invocation, images: [StoredImage]
  ) {
    let taken = await pool.run(request) { [self] invocation in
      let taken = await take(invocation, original: original)
      // What is moved has to be so before the container can be let go.
      return takesCopies ? taken : await store(taken)
    }
    let stored = await store(taken)
    return (stored.invocation, stored.stored)
  }

  /// Whether files are copied out of scratch folders and not moved: an action in a process of its
  /// own may have open what it wrote, and write it again when it was looked at.
  private var takesCopies: Bool { pool.policy.isolation != .inline }

  /// Takes over what an action left in its scratch folder, and leaves nothing there.
  func take(_ invocation: Invocation, original: ImageHash) async -> Taken {
    guard case .success(var response) = invocation.result else {
      return Taken(invocation: invocation)
    }
    let (archive, picture) = (response.archive, response.normalisedPicture)
    guard picture != nil || !archive.isEmpty else { return Taken(invocation: invocation) }
    var taken = Taken(invocation: invocation)
    let (cached, images) = await blocking { [pictures, takesCopies] in
      (
        picture.map { pictures.adopt($0, original: original, copying: takesCopies) },
        Result { () throws(ActionFailure) in try Self.load(archive, copying: takesCopies) }
      )
    }
    if case .image(var adopted) = response {
      adopted.picture = cached
      response = .image(adopted)
    }
    taken.invocation.result = images.map { _ in response }
    taken.images = (try? images.get()) ?? []
    return taken
  }

  private func store(_ taken: Taken) async -> Taken {
    guard !taken.images.isEmpty else { return taken }
    var stored = Taken(invocation: taken.invocation, stored: taken.stored)
    do {
      stored.stored += try await images.put(taken.images)
    } catch {
      stored.invocation.result = .failure(.unwritable(file: folder.images, reason: "\(error)"))
    }
    return stored
  }

  private static func load(
    _ archive: [ArchiveImage], copying: Bool
  ) throws(ActionFailure) -> [NewImage] {
    var images: [NewImage] = []
    for image in archive {
      guard let bytes = image.load() else {
        for image in archive { unlink(image.reference.locator.path) }
        throw .unreadable(
          file: image.reference.locator.path, reason: "it is not what the action wrote")
      }
      images.append(
        NewImage(
          bytes, hash: image.reference.hash, file: copying ? nil : image.reference.locator.path))
    }
    if copying { for image in archive { unlink(image.reference.locator.path) } }
    return images
  }
}
