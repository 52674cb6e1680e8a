import CheckPipeline

/// How a piece of text stands out on a terminal.
enum Style: String {
  case heading = "1"
  case good = "32"
  case attention = "33"
  case bad = "31"
  case dim = "2"
  case cold = "36"
}

extension String {
  /// The text in a style, where the terminal shows colours.
  func styled(_ style: Style?, on terminal: Terminal = .output) -> String {
    guard let style, terminal.hasColor, !isEmpty else { return self }
    return "\u{1B}[\(style.rawValue)m\(self)\u{1B}[0m"
  }
}

extension CheckState {
  var style: Style? {
    switch self {
    case .deposited, .lettered, .submitted, .settled: .good
    case .review: .attention
    case .rejected, .failed, .returned: .bad
    case .received, .imaged, .read, .cancelled: .dim
    }
  }

  /// The state's name in its colour.
  var shown: String { rawValue.styled(style) }

  /// The style of a cell that holds a state's name.
  static func style(named name: String) -> Style? { CheckState(rawValue: name)?.style }
}
