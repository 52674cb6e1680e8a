/// Stores images as a worker does, to measure what making them durable costs alone.
@_spi(Benchmarking) public struct ImageProbe: Sendable {
  private let parts: Parts

  /// Probes the image store of a pipeline.
  public init(_ pipeline: Pipeline) { parts = pipeline.parts }

  /// Hashes images and stores them durably.
  public func store(_ images: [[UInt8]]) async throws {
    try await parts.images.put(images.map(NewImage.init))
  }
}
