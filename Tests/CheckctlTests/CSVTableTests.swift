import CSVWriting
import Testing

@Suite struct CSVTableTests {
  private static let awkward = [
    "plain", "a,b", "say \"cheese\"", "two\nlines", "two\r\nlines", "\r", "\"", "\"\"", "",
    " spaced ",
    "=1+1", "+1", "-1", "@SUM(A1)", "\tTab", "é,\u{301}\"\u{301}", "日本,語", "'", ",", "a;b",
  ]

  @Test func anotherProgramReadsTheSameFields() throws {
    var table = CSVTable(["one", "a,name", "\"quoted\""])
    var rows = [["one", "a,name", "\"quoted\""]]
    for first in Self.awkward {
      for second in Self.awkward {
        rows.append([first, second, first])
        table.add([first, second, first])
      }
    }
    let read = try PythonCSV.rows(table.text)
    #expect(read.count == rows.count)
    for (read, row) in zip(read, rows) {
      #expect(read.map { Array($0.utf8) } == row.map { Array($0.utf8) })
    }
  }

  @Test func aLineOfNothingIsALine() throws {
    var table = CSVTable(["only"])
    table.add([""])
    table.add(["x"])
    #expect(try PythonCSV.rows(table.text) == [["only"], [""], ["x"]])
  }

  @Test(arguments: [
    ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"), ("+1", "'+1"), ("-2+3", "'-2+3"), ("@x", "'@x"),
    ("\tx", "'\tx"), ("-", "'-"), ("-12.50", "-12.50"), ("12.50", "12.50"), ("a=b", "a=b"),
    ("", ""),
  ])
  func aSpreadsheetComputesNoText(value: String, read: String) throws {
    var table = CSVTable(["one", "two"], for: .spreadsheet)
    table.add([value, "end"])
    #expect(try PythonCSV.rows(table.text).last == [read, "end"])
  }

  @Test func whatNeedsNoMarksHasNone() {
    var table = CSVTable(["front", "amount"])
    table.add(["check.png", "19.99"])
    #expect(table.text == "front,amount\ncheck.png,19.99\n")
  }
}
