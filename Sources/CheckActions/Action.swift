import ImageCodecs

/// One step of a deposit, as a serverless action.
///
/// An action takes values and local files and gives back values and files in its scratch folder;
/// it decides, and changes nothing else. Making one is its cold start; what it then keeps is a
/// cache, so that a cold and a warm invocation give the same response.
public protocol Action {
  /// The values of one invocation.
  associatedtype Request: Codable & Sendable
  /// What one invocation gives back.
  associatedtype Response: Codable & Sendable

  /// The action's name in the queue and in activation records.
  static var name: ActionName { get }

  /// The cold start: decodes the reference data that invocations share.
  ///
  /// - Throws: ``ActionFailure`` when reference data cannot be read.
  init(environment: ActionEnvironment) throws(ActionFailure)

  /// Runs the action once.
  ///
  /// A bad input is no error: it is a response that says so.
  ///
  /// - Throws: ``ActionFailure`` when the moment is to blame and a later attempt may succeed.
  mutating func invoke(
    _ request: Request, log: inout ActivationLog
  ) throws(ActionFailure) -> Response
}

/// The actions.
public enum ActionName: String, Codable, Sendable, Hashable, CaseIterable {
  /// Tells what the submitted bytes are.
  case intake
  /// Makes the normalised picture and measures it.
  case image
  /// Reads the E-13B line.
  case micr
  /// Proposes what to do with the deposit.
  case deposit
  /// Composes the mail that tells the depositor.
  case notify
  /// Shows what a warm container keeps; no check comes to it.
  case demo

  /// The actions that a check's messages go through, in their order.
  public static let onTheWay: [ActionName] = [.intake, .image, .micr, .deposit, .notify]

  /// The action's place on a check's way, from 0; `nil` where it is not on it.
  public var stage: Int? { Self.onTheWay.firstIndex(of: self) }
}

/// What a container gives its action.
public struct ActionEnvironment: Sendable, Hashable, Codable {
  /// The folder in which the action may write; its own as long as the container is warm.
  public var scratchFolder: String
  /// The folder of the routing directories, one file a version.
  public var routingFolder: String
  /// How large a picture may be.
  public var limits: ImageLimits
  /// The folder of the user's own mail templates, where there may be any.
  public var templateFolder: String?
  /// Who sends the mails.
  public var sender: MailAddress

  /// Makes an environment from its parts.
  public init(
    scratchFolder: String, routingFolder: String, limits: ImageLimits = ImageLimits(),
    templateFolder: String? = nil, sender: MailAddress = .local
  ) {
    self.scratchFolder = scratchFolder
    self.routingFolder = routingFolder
    self.limits = limits
    self.templateFolder = templateFolder
    self.sender = sender
  }
}

/// Why an invocation could not be carried out at this moment.
public enum ActionFailure: Error, Codable, Sendable, Hashable, CustomStringConvertible {
  /// A local file that the request names could not be read.
  case unreadable(file: String, reason: String)
  /// An image that the request names has other bytes than its hash says.
  case damaged(ImageReference)
  /// The scratch folder could not be written.
  case unwritable(file: String, reason: String)
  /// A mail template of the user's is none.
  case template(file: String, reason: String)
  /// The version of the routing directory that the request names is not there or damaged.
  case reference(folder: String, version: Int, reason: String)
  /// The container's process could not be started.
  case cannotStart(program: String, reason: String)
  /// The container ended before it answered, or was ended since it did not.
  case containerEnded(action: ActionName, reason: String)

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "cannot read \(file): \(reason); see that the file is there and readable"
    case .damaged(let image):
      "\(ImageReadError.damaged(image)), and redrive the check"
    case .unwritable(let file, let reason):
      "cannot write \(file): \(reason); see that the disk has room and the folder is writable"
    case .template(let file, let reason):
      "template \(file) cannot be used: \(reason); correct it, or remove it to use the text that "
        + "is built in"
    case .reference(let folder, let version, let reason):
      "routing directory version \(version) in \(folder) cannot be used: \(reason); put the file "
        + "back from a backup, or import a directory with 'checkctl reference import' and redrive"
    case .cannotStart(let program, let reason):
      "cannot start \(program) for a container: \(reason); see that it is there, and that the "
        + "system has room for more processes and open files"
    case .containerEnded(let action, let reason):
      "the container of \(action.rawValue) ended: \(reason); where that happens to one check again "
        + "and again, its picture is to blame: reject it, or look at it on another machine"
    }
  }
}

/// The lines that an invocation writes down for its activation record.
///
/// Bounded: what comes after ``limit`` bytes is left out, and a last line says so.
public struct ActivationLog: Codable, Sendable, Hashable {
  /// The most bytes that are kept.
  public static let limit = 16_384

  /// The lines so far.
  public private(set) var lines: [String] = []
  private var bytes = 0

  /// An empty log.
  public init() {}

  /// Adds one line.
  ///
  /// Account numbers do not belong here.
  public mutating func write(_ line: String) {
    guard bytes <= Self.limit else { return }
    bytes += line.utf8.count + 1
    lines.append(bytes <= Self.limit ? line : "(more was logged than is kept)")
  }
}

extension ActivationLog {
  /// Reads the lines that a container sent, as far as they are kept.
  public init(from decoder: any Decoder) throws {
    for line in try decoder.singleValueContainer().decode([String].self) { write(line) }
  }

  /// Writes the lines.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(lines)
  }
}
