@testable import CheckPipeline

extension Pipeline {
  /// All submitted files of an ingest, in their order.
  func items(of summary: IngestSummary) async throws -> [IngestSummary.Item] {
    var items: [IngestSummary.Item] = []
    try await forEachItem(of: summary) { items.append($0) }
    return items
  }
}
