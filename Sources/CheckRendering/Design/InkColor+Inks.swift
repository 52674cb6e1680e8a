import Drawing

extension InkColor {
  static let print = InkColor(32, 34, 40)
  static let magnetic = InkColor(18, 18, 20)
  static let pen = InkColor(28, 40, 120)
  static let rearPrint = InkColor(120, 128, 140)
}
