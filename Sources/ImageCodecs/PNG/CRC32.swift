import CDeflate

/// The CRC-32 of PNG chunks (ISO/IEC 15948, annex D).
///
/// libpng's simplified reader stops when it has the last row, before the checksum of the last data
/// chunk; so the checksums are verified here.
package enum CRC32 {
  package static func of(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
    bytes[range].withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
  }
}
