import CheckPipeline
import Synchronization

/// The pipelines that the command has opened, which are closed however it ends.
enum OpenPipelines {
  private static let all = Mutex<[Pipeline]>([])

  static func add(_ pipeline: Pipeline) { all.withLock { $0.append(pipeline) } }

  /// Closes them all.
  static func close() async {
    let open = all.withLock { all in
      defer { all = [] }
      return all
    }
    for pipeline in open { await pipeline.close() }
  }
}
