import ArgumentParser
import CheckActions
import CheckImaging

/// How good a picture is, as it is printed.
struct QualityView: Encodable {
  struct Defect: Encodable {
    var measure: QualityMeasure
    var reason: Reason
    var detail: String
  }

  var file: String
  var figures: QualityFigures?
  var defects: [Defect] = []
  var error: String?

  init(file: String, figures: QualityFigures, rules: QualityRules) {
    self.file = file
    self.figures = figures
    defects = rules.defects(of: figures, side: .front).map {
      Defect(measure: $0.measure, reason: $0.reason, detail: $0.description)
    }
  }

  init(file: String, error: String) {
    self.file = file
    self.error = error
  }

  var exitCode: ExitCode {
    if error != nil { return .failure }
    if figures?.isBlank == true || defects.contains(where: { $0.reason == .unusableImage }) {
      return Exit.rejected
    }
    return defects.isEmpty ? .success : Exit.needsPerson
  }

  /// Pictures as a table, and below it what is wrong with which.
  static func text(of views: [QualityView]) -> String {
    var table = Table(
      "~FILE", ">SIDE", ">ASPECT", ">SKEW", ">BRIGHT", ">CONTRAST", ">FOCUS", ">NOISE", ">SPECKS",
      ">STREAKS", ">CORNER", ">EMPTY")
    var lines: [String] = []
    for view in views {
      func cell(_ measure: QualityMeasure) -> String {
        view.figures?[measure].map(measure.text) ?? ""
      }
      table.add(
        view.file, cell(.longSide), cell(.aspect), cell(.skew), cell(.brightness),
        cell(.contrast), cell(.focus), cell(.noise), cell(.specks), cell(.streaks),
        cell(.missingCorner), cell(.emptyEdge))
      if let error = view.error { lines.append("\(view.file): \(error)") }
      if view.figures?.isBlank == true { lines.append("\(view.file): \(Reason.blank.inWords)") }
      lines += view.defects.map { "\(view.file): \($0.detail)" }
    }
    return ([table.text] + lines.map(\.printable)).joined(separator: "\n")
  }
}
