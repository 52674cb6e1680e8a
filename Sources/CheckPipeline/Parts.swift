import CheckActions
import ImageCodecs
import Foundation
import CheckStore
import Logging
import Synchronization

/// What a pipeline is made of, shared by its workers.
final class Parts: Sendable {
  let folder: DataFolder
  let clock: PipelineClock
  let store: Store
  let owner: OwnerLock
  let images: ImageStore
  let pictures: PictureCache
  let directories: DirectoryFiles
  let pool: ContainerPool
  let transport: any MailTransport
  let rules: SettlementRules
  let limits: ImageLimits
  let retry: RetryPolicy
  let leaseMilliseconds: Int64
  let log: Logger
  let jitter: Mutex<any RandomNumberGenerator & Sendable>

  init(_ configuration: PipelineConfiguration) throws {
    folder = configuration.folder
    clock = configuration.clock
    rules = SettlementRules(
      deposits: configuration.rules, quality: configuration.quality,
      availability: configuration.availability)
    limits = configuration.limits
    retry = configuration.retry
    leaseMilliseconds = configuration.leaseMilliseconds
    log = configuration.log
    jitter = Mutex(configuration.generator)
    try folder.refuseLostStore()
    try folder.create()
    let owner = try OwnerLock(folder: folder)
    self.owner = owner
    do {
      store = try Store(folder: folder, clock: clock)
    } catch let error as SQLError {
      throw PipelineError.dataFolder(
        folder.path,
        reason:
          "its store cannot be opened (\(error.message)); see that the disk "
          + "has room, or restore store.sqlite from a backup")
    }
    guard owner.isInPlace else {
      throw PipelineError.dataFolder(
        folder.path, reason: "it was replaced or removed meanwhile: start again")
    }
    let sync = FileSync()
    images = ImageStore(folder: folder, owner: owner, sync: sync, store: store)
    directories = DirectoryFiles(folder: folder, owner: owner)
    try directories.seed()
    pictures = PictureCache(folder: folder.pictures, limitBytes: configuration.pictureCacheBytes)
    transport = configuration.transport ?? MailFolder(folder: folder, owner: owner, sync: sync)
    let (containers, routing, limits) = (folder.containers, folder.routing, configuration.limits)
    let (templates, sender) = (folder.templates, configuration.sender)
    let readable = [folder.images, folder.pictures, folder.routing, folder.templates]
    pool = ContainerPool(
      policy: configuration.containers, clock: clock, readableFolders: readable,
      warn: { [log] in log.warning("\($0)") }
    ) { name in
      ActionEnvironment(
        scratchFolder: "\(containers)/\(owner.id).\(name)", routingFolder: routing, limits: limits,
        templateFolder: templates, sender: sender)
    }
  }

  /// Leaves the data folder; whoever is the last to do so leaves the store in its one file.
  func close() {
    store.close {
      // Before the lock is free, or two who leave at the same time would each take the other for
      // the last.
      owner.release()
      return OwnerLock.others(in: folder).isEmpty && LocalStatus.size(folder.storeLog) ?? 0 > 0
    }
    // Also where the write lock could not be had.
    owner.release()
  }

  /// Removes what dead owners left on the disk, and frees the given names.
  func sweep(_ dead: [String]) {
    images.sweep()
    directories.sweep()
    for place in [folder.containers, folder.mailTemporaries, folder.letterTemporaries] {
      OwnerLock.removeLeftOvers(in: place, of: folder)
    }
    for owner in dead { OwnerLock.bury(owner, in: folder) }
  }
}
