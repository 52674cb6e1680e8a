/// The colours and sizes that charts share; sizes in inches.
///
/// The colours of series are those of Okabe and Ito, which people see apart however they see
/// colours.
package enum ChartTheme {
  package static let ink = InkColor(34, 40, 49)
  package static let quiet = InkColor(105, 112, 122)
  package static let grid = InkColor(212, 216, 222)
  package static let faintGrid = InkColor(234, 237, 240)
  package static let band = InkColor(246, 248, 250)

  package static let blue = InkColor(0, 114, 178)
  package static let orange = InkColor(230, 159, 0)
  package static let green = InkColor(0, 158, 115)
  package static let vermilion = InkColor(213, 94, 0)

  package static let dpi = 100.0
  package static let title = TextStyle.printed(0.17, weight: 0.13)
  package static let strong = TextStyle.printed(0.115, weight: 0.14)
  package static let text = TextStyle.printed(0.105)
  package static let small = TextStyle.printed(0.095)
}
