/// Templates for sharp and for coarse pictures.
struct TemplateSets: Sendable {
  private let sets: [GlyphTemplates]

  /// The blur of print and paper alone, in half modules.
  private static let printBlur = 0.8
  /// The blur that sampling adds, in pixels: of the camera, the compression and the interpolation.
  private static let pixelBlur = 0.6
  private static let step = 0.2

  init() {
    sets = (0..<8).map { GlyphTemplates(blur: Self.printBlur + Self.step * Double($0)) }
  }

  /// The templates for characters whose modules are so many pixels high.
  func callAsFunction(moduleInPixels: Double) -> GlyphTemplates {
    let added = Self.pixelBlur * 2 / max(moduleInPixels, 0.3)
    let blur = (Self.printBlur * Self.printBlur + added * added).squareRoot()
    let index = Int(((blur - Self.printBlur) / Self.step).rounded())
    return sets[min(max(index, 0), sets.count - 1)]
  }
}
