import Testing

@testable import CheckPipeline
