import Testing

@testable import MICR
