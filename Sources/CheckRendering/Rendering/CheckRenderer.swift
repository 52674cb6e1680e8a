import Drawing
import CheckImaging
import ImageCodecs

/// Draws checks from their designs: the same design gives the same pixels on every run.
public enum CheckRenderer {
  /// Draws the front.
  ///
  /// The picture has `dpi` pixels to the inch: 1200 by 550 for a personal check at 200 dpi, 1700
  /// by 700 for the other kinds. Text too long for its line is set smaller.
  public static func render(_ design: CheckDesign) -> ColorImage {
    var page = BackgroundPainter.page(for: design)
    FrontLayout(design).draw(on: &page)
    var overprint = OverprintPainter(design)
    overprint.drawBelowTheLine(on: &page)
    MICRPrinter.print(design, on: &page)
    overprint.drawOverTheLine(on: &page)
    return page.image
  }

  /// Draws the front as a grey scanner sees it.
  public static func renderGray(_ design: CheckDesign) -> GrayImage {
    GrayImage(lumaOf: render(design))
  }

  /// Draws the rear: the place for the endorsement, what is written there, and a signature.
  ///
  /// - Parameters:
  ///   - design: the check whose rear it is.
  ///   - endorsement: the lines written above the signature.
  ///   - isSigned: whether there is a signature.
  public static func renderRear(
    _ design: CheckDesign, endorsement: [String] = ["For mobile deposit only"],
    isSigned: Bool = true
  ) -> ColorImage {
    var page = BackgroundPainter.page(for: design)
    RearLayout(design: design, endorsement: endorsement, isSigned: isSigned).draw(on: &page)
    return page.image
  }
}
