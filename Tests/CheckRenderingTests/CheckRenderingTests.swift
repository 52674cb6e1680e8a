import Testing

@testable import CheckRendering
