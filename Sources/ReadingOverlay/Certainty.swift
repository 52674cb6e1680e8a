import Drawing

/// How far a character can be trusted, in three steps that a look tells apart.
enum Certainty: CaseIterable {
  case sure
  case doubtful
  case unsure

  init(_ confidence: Double) {
    switch confidence {
    case 0.75...: self = .sure
    case 0.5..<0.75: self = .doubtful
    default: self = .unsure
    }
  }

  /// Okabe and Ito's colours, which people see apart however they see colours.
  var color: InkColor {
    switch self {
    case .sure: ChartTheme.blue
    case .doubtful: ChartTheme.orange
    case .unsure: ChartTheme.vermilion
    }
  }

  /// The width of a frame's line: the step is seen without its colour as well.
  var lineWidth: Double {
    switch self {
    case .sure: 1.6
    case .doubtful: 2.8
    case .unsure: 4
    }
  }

  var words: String {
    switch self {
    case .sure: "confidence 0.75 and more"
    case .doubtful: "0.5 to 0.75"
    case .unsure: "below 0.5"
    }
  }
}
