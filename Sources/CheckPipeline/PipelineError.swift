import CheckActions

/// Why the pipeline did not do what it was asked for.
public enum PipelineError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no check of this number.
  case noSuchCheck(CheckID)
  /// The check is in a state in which this cannot be done.
  case wrongState(CheckID, CheckState, wanted: String)
  /// The check is no longer as the person saw it who decides on it.
  case changedMeanwhile(CheckID)
  /// The idempotency key was used before, with other content.
  case keyReused(key: String, check: CheckID)
  /// The idempotency key is empty or too long.
  case badKey(count: Int)
  /// A submitted file could not be read.
  case unreadableFile(String, reason: String)
  /// A submitted image has more bytes than the limit.
  case imageTooLarge(String, bytes: Int, limit: Int)
  /// The name of submitted bytes is no file name: it is empty, too long, or has a slash in it.
  case badImageName(String)
  /// The front and the rear image that were submitted are the same bytes.
  case sameImages(front: String, rear: String)
  /// A file that is to be written is there already.
  case fileExists(String)
  /// A file cannot be written.
  case unwritableFile(String, reason: String)
  /// Approving the check would credit an item again that the other checks are credited for.
  case wouldDouble(CheckID, of: [CheckID])
  /// Checks were named as the same item that are not, or are not credited.
  case notDuplicates(CheckID, named: [CheckID])
  /// No cash letter takes the check, so that nobody can be asked to pay it.
  case uncollectable(CheckID, reason: String)
  /// A payor that was typed in cannot be taken.
  case badPayor(reason: String)
  /// The check's line does not tell which check it is.
  case noIdentity(CheckID)
  /// A corrected line has characters that E-13B does not have, or no routing number.
  case badLine(String, reason: String)
  /// The data folder cannot be used.
  case dataFolder(String, reason: String)
  /// The data folder has records, and no store that could name them.
  case storeLost(String, StoreLoss)
  /// The user may not work on a data folder that is another's.
  case noPermission(folder: String, owner: String?)
  /// A picture was removed by a purge before the check that names it was written.
  case imageRemoved(ImageHash)
  /// The write lock was held by others for too long.
  case busy(lock: String, seconds: Int)
  /// Another worker holds the message by now, so this outcome was refused.
  case leaseLost(message: Int64)

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .noSuchCheck(let id):
      "there is no check \(id): 'checkctl list' shows the checks"
    case .wrongState(let id, let state, let wanted):
      "check \(id) is \(state.rawValue); only \(wanted)"
    case .changedMeanwhile(let id):
      "check \(id) was changed since it was looked at: look at it again"
    case .keyReused(let key, let check):
      "key '\(key)' belongs to check \(check), which has other content: give each deposit its own"
    case .badKey(let count):
      "a key of \(count) bytes cannot be taken: give 1 to 200"
    case .unreadableFile(let file, let reason):
      "cannot read \(file): \(reason)"
    case .imageTooLarge(let image, let bytes, let limit):
      "\(image) \(Self.tooLarge(bytes: bytes, limit: limit))"
    case .badImageName(let name):
      "image name '\(name.prefix(SubmittedImage.longestName))' of \(name.utf8.count) bytes cannot be "
        + "taken: give a file name of 1 to \(SubmittedImage.longestName) bytes without slashes"
    case .sameImages(let front, let rear):
      "\(front) and \(rear) are the same image: \(Self.sameImagesRemedy)"
    case .fileExists(let file):
      "\(file) is there already: have it replaced, or name another"
    case .unwritableFile(let file, let reason):
      "cannot write \(file): \(reason)"
    case .wouldDouble(let id, let others):
      "check \(id) is, or may be, the same item as \(Self.checks(others)), credited before: reject it, "
        + "or name \(others.count == 1 ? "that check" : "each of those checks") to credit the item again"
    case .notDuplicates(let id, let named):
      "\(Self.checks(named)) \(named.count == 1 ? "was" : "were") not credited for the same item as "
        + "check \(id): name the credited checks that its review lists, and no other"
    case .uncollectable(let id, let reason):
      "check \(id) cannot be collected: \(reason); correct the line, type the payor from the image, or "
        + "approve it as uncollectable"
    case .badPayor(let reason):
      "the payor cannot be taken: \(reason)"
    case .noIdentity(let id):
      "check \(id) has no line that tells which check it is: give it with 'checkctl review correct'"
    case .badLine(let line, let reason):
      "line '\(line)' cannot be taken: \(reason)"
    case .dataFolder(let folder, let reason):
      "data folder \(folder) cannot be used: \(reason)"
    case .storeLost(let folder, let loss):
      "data folder \(folder) has images, letters or mail, but \(loss.words), so that checks would be "
        + "credited again; nothing was changed: restore a backup with 'checkctl restore BACKUP "
        + "--force', or put store.sqlite and store.sqlite-wal back, or name an empty folder with --data"
    case .noPermission(let folder, let owner):
      "you have no permission for the data folder \(folder)\(owner.map { " of user \($0)" } ?? ""): "
        + "work as that user, or name another folder"
    case .imageRemoved(let hash):
      "picture \(hash) was removed by a purge before its check was written: try again"
    case .busy(let lock, let seconds):
      "another process has held \(lock) for \(seconds) s: try again, or see what holds it"
    case .leaseLost(let message):
      "message \(message) was taken over by another worker; nothing was changed"
    }
  }

  private static func checks(_ ids: [CheckID]) -> String {
    "\(ids.count == 1 ? "check" : "checks") \(ids.map(String.init).joined(separator: ", "))"
  }

  /// The size of an image that is too large, and the remedy.
  static func tooLarge(bytes: Int, limit: Int) -> String {
    "has \(bytes) bytes, more than the limit of \(limit): scan it at a lower resolution, or in gray"
  }

  /// The remedy for a rear image that is the front image.
  static let sameImagesRemedy = "give the image of the rear side, or none"
}
