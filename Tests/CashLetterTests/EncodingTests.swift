import Foundation
import Testing

@testable import CashLetter

@Suite("Code page 037")
struct EncodingTests {
  @Test("agrees with the system's own table")
  func agreesWithIconv() throws {
    let converter = try #require(iconv_open("ISO-8859-1", "IBM037"))
    try #require(converter != iconv_t(bitPattern: -1), "the system has no IBM037")
    defer { iconv_close(converter) }
    for byte in UInt8.min...UInt8.max {
      var input = [CChar(bitPattern: byte)]
      var output: [CChar] = [0]
      let failed = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
          var (from, to) = (source.baseAddress, target.baseAddress)
          var (left, room) = (1, 1)
          return iconv(converter, &from, &left, &to, &room) == -1
        }
      }
      try #require(!failed)
      let latin = UInt8(bitPattern: output[0])
      let isPrintable = (0x20...0x7E).contains(latin)
      #expect(LetterEncoding.ebcdic.decode([byte][...]) == [isPrintable ? latin : 0])
      if isPrintable { #expect(LetterEncoding.ebcdic.encode([latin]) == [byte]) }
    }
  }
}
