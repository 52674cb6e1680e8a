@testable import CheckActions
import CheckRendering
import Testing

@Suite struct RoutingRecordTests {
  private typealias Field = RoutingRecord.Field

  private func fault(_ line: [UInt8]) -> RoutingFault? {
    do throws(RoutingFault) {
      _ = try RoutingRecord(line: line)
      return nil
    } catch {
      return error
    }
  }

  @Test func readsTheColumns() throws {
    var line = Array(Directories.line.utf8)
    line[19] = UInt8(ascii: "2")
    line.replaceSubrange(26..<35, with: Directories.otherNumber.utf8)
    let record = try RoutingRecord(line: line)
    #expect(record.routingNumber == Directories.number)
    #expect(record.name == "HARBOR BANK")
    #expect(record.city == "PORTLAND")
    #expect(record.state == "ME")
    #expect(record.kind == .replaced)
    #expect(record.newRoutingNumber == Directories.otherNumber)
    #expect(record.text(.address) == "1 MAIN STREET")
    #expect(record.text(.phone) == "5550100000")
    #expect(record.text(.filler) == "")
    #expect(try RoutingRecord(line: Array(Directories.line.utf8)).newRoutingNumber == nil)
  }

  @Test func theFieldsFillTheLine() {
    var next = 1
    for field in Field.allCases {
      #expect(field.columns.lowerBound == next)
      next = field.columns.upperBound + 1
    }
    #expect(next == RoutingRecord.length + 1)
  }

  @Test(arguments: [
    (RoutingRecord.Field.routingNumber, "01190123X", RoutingFault.Problem.digits),
    (.routingNumber, "         ", .digits), (.routingNumber, "011901239", .routingNumber),
    (.routingNumber, "000000000", .zeros), (.routingNumber, "991901239", .routingNumber),
    (.routingNumber, "+11901232", .digits),
    (.office, "X", .office), (.office, " ", .office), (.office, "o", .office),
    (.servicingBank, "01190123 ", .digits), (.servicingBank, "011901239", .routingNumber),
    (.recordType, "3", .recordType), (.recordType, " ", .recordType),
    (.recordType, "2", .noNewNumber),
    (.changeDate, "130125", .date), (.changeDate, "000125", .date),
    (.changeDate, "043125", .date), (.changeDate, "022925", .date), (.changeDate, "01 125", .date),
    (.newNumber, "00000000X", .digits), (.newNumber, "011901239", .routingNumber),
    (.newNumber, "         ", .digits),
    (.name, String(repeating: " ", count: 36), .blank),
    (.name, "BAD\u{1}" + String(repeating: " ", count: 32), .unprintable),
    (.name, "BAD\u{7F}" + String(repeating: " ", count: 32), .unprintable),
    (.name, "BÄD" + String(repeating: " ", count: 32), .unprintable),
    (.address, "\t" + String(repeating: " ", count: 35), .unprintable),
    (.city, String(repeating: " ", count: 20), .blank),
    (.city, "\u{0}" + String(repeating: "A", count: 19), .unprintable),
    (.state, "M ", .state), (.state, "me", .state), (.state, "1E", .state),
    (.zip, "0410 ", .digits), (.zipExtension, "12 4", .digits),
    (.zipExtension, "12AB", .digits), (.phone, "555010000X", .digits),
    (.phone, "555       ", .digits), (.status, " ", .digits), (.status, "A", .digits),
    (.view, "A", .digits), (.filler, "    1", .notBlank),
  ])
  func eachFieldIsChecked(
    field: RoutingRecord.Field, value: String, problem: RoutingFault.Problem
  ) throws {
    let fault = try #require(self.fault(Directories.line(field, value)))
    #expect(fault.problem == problem)
    guard fault.field != nil else { return }
    #expect(fault.field == (problem == .noNewNumber ? .newNumber : field))
    #expect(fault.description.contains("column"))
    if problem != .noNewNumber { #expect(fault.description.contains("'\(fault.value)'")) }
  }

  @Test(arguments: [
    (RoutingRecord.Field.office, "B"), (.recordType, "0"), (.changeDate, "022924"),
    (.changeDate, "022900"), (.changeDate, "123199"),
    (.newNumber, SyntheticDirectory.routingNumbers[1]),
    (.address, String(repeating: " ", count: 36)), (.zipExtension, "    "),
    (.phone, "          "), (.status, "0"), (.view, "9"),
  ])
  func whatTheLayoutAllowsIsTaken(field: RoutingRecord.Field, value: String) {
    #expect(fault(Directories.line(field, value)) == nil)
  }

  @Test func onlyBlanksAtTheEndMayBeMissing() throws {
    let line = Array(Directories.line.utf8)
    let whole = try RoutingRecord(line: line)
    for count in 150...154 {
      #expect(try RoutingRecord(line: line.prefix(count)) == whole)
    }
    for count in [0, 1, 35, 149, 156, 400] {
      let cut =
        count < 155 ? Array(line.prefix(count)) : line + [UInt8](repeating: 32, count: count - 155)
      #expect(fault(cut)?.problem == .length(count))
    }
  }

  @Test func aFaultNamesTheLineTheColumnsAndTheValue() {
    var state = fault(Directories.line(.state, "1E"))
    state?.line = 7
    #expect(
      state?.description == "line 7: state (columns 128-129) '1E' is not two capital letters")
    #expect(
      fault(Directories.line(.office, "X"))?.description
        == "office code (column 10) 'X' is neither O nor B")
    #expect(fault(Directories.line(.state, "\u{1B}["))?.value == "\\x1B[", "no terminal obeys it")
    #expect(
      fault(Array("short".utf8))?.description
        == "the line 'short' has 5 characters where 155 are needed")
  }

  @Test func randomBytesAreNeverTakenAndChangedBytesOnlyWhereTheyMakeSense() throws {
    var generator = SeededGenerator(seed: 11)
    let line = Array(Directories.line.utf8)
    for _ in 0..<3000 {
      let random = (0..<155).map { _ in UInt8.random(in: 0...255, using: &generator) }
      #expect(fault(random) != nil)
      var changed = line
      let place = Int.random(in: 0..<155, using: &generator)
      changed[place] = UInt8.random(in: 0...255, using: &generator)
      guard let record = try? RoutingRecord(line: changed) else { continue }
      #expect(record.bytes == changed)
      #expect(record.routingNumber == Directories.number, "a wrong digit does not pass")
      for field in Field.allCases { #expect(record.text(field).utf8.allSatisfy { $0 >= 32 }) }
    }
  }
}
