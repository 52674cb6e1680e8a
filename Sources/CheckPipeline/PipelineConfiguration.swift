import CheckActions
import ImageCodecs
import Logging

/// How a pipeline runs.
public struct PipelineConfiguration: Sendable {
  /// Where its data is.
  public var folder: DataFolder
  /// The limits and verdicts for deposits.
  public var rules = DepositRules()
  /// How good pictures have to be.
  public var quality = QualityRules()
  /// When depositors may draw on their deposits.
  public var availability = AvailabilityRules()
  /// How large a submitted picture may be.
  public var limits = ImageLimits.standard
  /// How many containers there are, and how long they stay warm.
  public var containers = ContainerPolicy()
  /// When messages come back after a fault of the moment.
  public var retry = RetryPolicy()
  /// How long a worker may be silent before others take its messages, in milliseconds.
  public var leaseMilliseconds: Int64 = 4000
  /// How many bytes of normalised pictures are kept on disk for other containers.
  public var pictureCacheBytes = 256 << 20
  /// Who sends the mails to depositors.
  public var sender = MailAddress.local
  /// What delivers them; `nil` writes each as a file into the folder `mail` of the data folder.
  public var transport: (any MailTransport)?
  /// The time.
  public var clock = PipelineClock.system
  /// Where the jitter of retries comes from.
  public var generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
  /// Where the pipeline logs; account numbers are never in it.
  public var log = Logger(label: "check-pipeline")

  /// The standard configuration for a data folder.
  public init(folder: DataFolder) { self.folder = folder }
}
