import CheckImaging
import CheckPipeline
import MICR
import ReadingOverlay

extension CheckDetails {
  /// What was read of the line, drawn on the front: its words are masked as all that is printed, and
  /// the picture shows what is on the check.
  ///
  /// - Throws: ``CommandFailure`` when the front cannot be read.
  func overlay(_ reading: MICRReading, _ masking: Masking) throws -> ColorImage {
    var notes = check.findings.map { masking.finding($0).detail }
    if check.lineIsCorrected, let line = check.line {
      notes.append("A person corrected the line to \(masking.line(line)).")
    }
    let name = masking.fileName(check.frontName).printable
    let drawing = ReadingOverlay(
      title: "Check \(check.id), \(check.state.rawValue): \(name)",
      rows: (reading.fields?.described ?? []).map { field in
        ReadingOverlay.Row(field.name, masking.field(field.name, field.value))
      }, notes: notes)
    let picture: GrayImage
    do {
      picture = try PictureFile.open(front)
    } catch {
      throw CommandFailure("cannot draw the front of check \(check.id): \(error)")
    }
    return drawing.draw(masking.reading(reading), on: picture)
  }
}
