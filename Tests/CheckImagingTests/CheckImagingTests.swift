import Testing

@testable import CheckImaging
