import CheckActions
import ImageCodecs

/// What a container of its own process may use.
public struct ContainerLimits: Codable, Sendable, Hashable {
  /// Bytes of address space; an allocation beyond them fails.
  public var addressSpaceBytes: Int
  /// Bytes of one file that it writes.
  public var fileBytes: Int
  /// Open descriptors.
  public var descriptors: Int
  /// Seconds of the processor for one message.
  public var processorSeconds: Int
  /// Milliseconds from a request to its answer, or to the end of the container.
  public var deadlineMilliseconds: Int

  /// Makes limits from their parts.
  public init(
    addressSpaceBytes: Int = 2 << 30, fileBytes: Int = 64 << 20, descriptors: Int = 16,
    processorSeconds: Int = 20, deadlineMilliseconds: Int = 60_000
  ) {
    self.addressSpaceBytes = addressSpaceBytes
    self.fileBytes = fileBytes
    self.descriptors = descriptors
    self.processorSeconds = processorSeconds
    self.deadlineMilliseconds = deadlineMilliseconds
  }

  /// The limits of an action, where pictures may be as large as `pictures` says.
  ///
  /// A minute from request to answer is OpenWhisk's own limit for an action. Those that see no
  /// pixels need far less.
  public static func standard(for action: ActionName, pictures: ImageLimits) -> ContainerLimits {
    switch action {
    case .image, .micr: ContainerLimits(fileBytes: pictures.maxPixels + (1 << 20))
    case .intake, .deposit, .notify, .demo:
      ContainerLimits(
        addressSpaceBytes: 1 << 30, processorSeconds: 5, deadlineMilliseconds: 20_000)
    }
  }
}
