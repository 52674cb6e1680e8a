/// A patch of ink whose pixels touch each other, at an edge or at a corner.
public struct ConnectedComponent: Sendable, Hashable {
  /// The leftmost column.
  public var minX: Int32
  /// The topmost row.
  public var minY: Int32
  /// The rightmost column, which belongs to the patch.
  public var maxX: Int32
  /// The lowest row, which belongs to the patch.
  public var maxY: Int32
  /// The number of its pixels.
  public var area: Int32

  /// The number of columns, in pixels.
  public var width: Int { Int(maxX - minX) + 1 }

  /// The number of rows, in pixels.
  public var height: Int { Int(maxY - minY) + 1 }

  /// The smallest rectangle around it.
  public var box: PixelBox {
    PixelBox(x: Int(minX), y: Int(minY), width: width, height: height)
  }
}
