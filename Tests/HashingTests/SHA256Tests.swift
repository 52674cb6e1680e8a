import Hashing
import Testing

@Suite struct SHA256Tests {
  /// The examples of FIPS 180-4 and of NIST's collection of test vectors.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func knownHashes(message: String, hash: String) {
    #expect(SHA256.hash(Array(message.utf8)).hexadecimal == hash)
  }

  @Test(arguments: [1, 63, 64, 65, 1000])
  func piecesHaveTheHashOfTheWhole(size: Int) {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var hash = SHA256()
    for start in stride(from: 0, to: bytes.count, by: size) {
      let before = hash.finalize()
      #expect(before == SHA256.hash(Array(bytes[..<start])))
      hash.update(Array(bytes[start..<min(start + size, bytes.count)]))
    }
    #expect(hash.finalize() == SHA256.hash(bytes))
  }

  @Test func aCopyGoesItsOwnWay() {
    var one = SHA256()
    one.update([1])
    var other = one
    other.update([2])
    #expect(one.finalize() == SHA256.hash([1]))
    #expect(other.finalize() == SHA256.hash([1, 2]))
  }
}
