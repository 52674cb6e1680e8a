import Testing

@testable import CheckActions
