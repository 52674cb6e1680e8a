import CDeflate

/// libdeflate on zlib streams: several times as fast as zlib, since it works on whole buffers.
enum Deflate {
  /// Unpacks the zlib stream with which the bytes begin; `nil` when it is damaged or does not unpack
  /// to just so many bytes.
  static func unpack(_ zlib: [UInt8], count: Int) -> [UInt8]? {
    guard let tool = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(tool) }
    var isGood = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      // Without a place to tell the number of bytes, any other than this is an error.
      let result = libdeflate_zlib_decompress(
        tool, zlib, zlib.count, buffer.baseAddress, count, nil)
      isGood = result == LIBDEFLATE_SUCCESS
      initializedCount = isGood ? count : 0
    }
    return isGood ? bytes : nil
  }

  /// Packs bytes as a zlib stream at the lowest level; `nil` when there is no memory.
  static func pack(_ bytes: [UInt8]) -> [UInt8]? {
    guard let tool = libdeflate_alloc_compressor(1) else { return nil }
    defer { libdeflate_free_compressor(tool) }
    let most = libdeflate_zlib_compress_bound(tool, bytes.count)
    let zlib = [UInt8](unsafeUninitializedCapacity: most) { buffer, initializedCount in
      initializedCount = libdeflate_zlib_compress(
        tool, bytes, bytes.count, buffer.baseAddress, most)
    }
    return zlib.isEmpty ? nil : zlib
  }
}
