import CCrypto

/// The SHA-256 of bytes, whole or piece by piece (source: FIPS 180-4), computed by libcrypto.
///
/// ```swift
/// SHA256.hash([1, 2, 3]).hexadecimal
/// ```
package struct SHA256: Sendable {
  private var context = SHA256_CTX()

  /// Begins a hash of no bytes.
  package init() { SHA256_Init(&context) }

  /// Adds bytes.
  package mutating func update(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { SHA256_Update(&context, $0.baseAddress, $0.count) }
  }

  /// Returns the 32 bytes of the hash of all that was added; more may be added afterwards.
  package func finalize() -> [UInt8] {
    var context = context
    return [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { buffer, count in
      SHA256_Final(buffer.baseAddress, &context)
      count = buffer.count
    }
  }

  /// Returns the 32 bytes of the hash of all these bytes.
  package static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalize()
  }
}
