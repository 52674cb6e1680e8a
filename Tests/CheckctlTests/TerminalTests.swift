import Foundation
import Testing

@testable import checkctl

@Suite struct TerminalTests {
  private func terminal(
    _ environment: [String: String] = [:], isTerminal: Bool = true, columns: Int = 100
  ) -> Terminal {
    Terminal(environment: environment, isTerminal: isTerminal, columns: columns)
  }

  @Test func colourIsForTerminalsThatWantIt() {
    #expect(terminal().hasColor)
    #expect(terminal(["NO_COLOR": "", "TERM": "xterm"]).hasColor)
    #expect(!terminal(["NO_COLOR": "0"]).hasColor)
    #expect(!terminal(["TERM": "dumb"]).hasColor)
    #expect(!terminal(isTerminal: false).hasColor)
  }

  @Test func widthIsThatOfTheTerminalUnlessTold() {
    #expect(terminal().width == 100)
    #expect(terminal(["COLUMNS": "60"]).width == 60)
    #expect(terminal(["COLUMNS": "many"]).width == 100)
    #expect(terminal(["COLUMNS": "-3"], columns: 0).width == 80)
    #expect(terminal(["COLUMNS": "60"], isTerminal: false).width == nil)
  }

  @Test(arguments: [
    ("abc", 3), ("", 0), ("小切手", 6), ("e\u{301}te\u{301}", 3), ("한글", 4), ("ｆ", 2), ("🏦", 2),
    ("\u{3A9}", 1),
  ])
  func widthIsThatOfTheScreen(text: String, width: Int) {
    #expect(text.displayWidth == width)
    for limit in 0...8 { #expect(text.cut(toWidth: limit).displayWidth <= max(limit, 0)) }
    #expect(text.cut(toWidth: width) == text)
  }

  @Test func whatIsCutSaysSo() {
    #expect("abcdef".cut(toWidth: 4) == "abc…")
    #expect("小切手です".cut(toWidth: 6) == "小切…")
  }
}

@Suite struct TableTests {
  private func table() -> Table {
    var table = Table("ID", ">AMOUNT", "~FILE", "~WHY")
    table.add("1", "1,250.00", String(repeating: "f", count: 40), "short")
    table.add("22", "9.99", "小切手.png", String(repeating: "w", count: 30))
    return table
  }

  private func text(_ width: Int?) -> String {
    var terminal = Terminal(environment: ["NO_COLOR": "1"], isTerminal: true, columns: 80)
    terminal.width = width
    return table().text(on: terminal)
  }

  @Test func nothingIsCutWithoutATerminal() {
    #expect(!text(nil).contains("…"))
    #expect(text(nil) == text(200))
  }

  @Test(arguments: [40, 60, 80])
  func itFitsAndKeepsNumbers(width: Int) {
    let lines = text(width).split(separator: "\n")
    #expect(lines.count == 3)
    for line in lines { #expect(String(line).displayWidth <= width, "\(line)") }
    #expect(lines.contains { $0.contains("…") })
    #expect(lines[1].contains("1,250.00"))
    #expect(lines[2].hasPrefix("22"))
  }

  @Test func whatIsTooNarrowKeepsNumbersAllTheSame() {
    #expect(text(5).contains("1,250.00"))
  }

  @Test func columnsStandUnderTheirTitlesWhateverTheLetters() {
    let lines = text(nil).split(separator: "\n").map(String.init)
    let places = lines.map { line -> Int in
      let cell = line.range(of: "WHY") ?? line.range(of: "short") ?? line.range(of: "www")
      return cell.map { String(line[..<$0.lowerBound]).displayWidth } ?? -1
    }
    #expect(Set(places).count == 1)
  }

  @Test func coloursDoNotMoveColumns() throws {
    var colored = table()
    colored.color("AMOUNT") { _ in .bad }
    let terminal = Terminal(environment: [:], isTerminal: true, columns: 60)
    let bare = try Regex("\u{1B}\\[[0-9;]*m")
    #expect(colored.text(on: terminal).contains("\u{1B}[31m"))
    #expect(colored.text(on: terminal).replacing(bare, with: "") == text(60))
  }
}
